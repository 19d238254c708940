import type { FastifyInstance } from 'fastify';
import type { SandboxSettings } from './settings.ts';
import type { DoorParts } from './wire/door.ts';
export function openBrowserSide(_app: FastifyInstance, _parts: DoorParts, _settings: SandboxSettings): void {}
