import { type Config, readConfig } from '../config/config.ts';
import { ConfigError } from '../start/start-error.ts';

/** The configuration of this process's environment. @throws ConfigError with every problem */
export function configuration(): Config {
  const config = readConfig(process.env);
  if (!config.ok) throw new ConfigError(config.error);
  return config.value;
}
