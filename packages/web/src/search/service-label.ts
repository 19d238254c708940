import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';

/** The one service of the portal so far, under the name that users of the Azure portal look for. */
export const serviceLabel: MessageDescriptor = msg`Cost Management + Billing`;
