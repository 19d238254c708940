import type { Invoice } from '@betalt/contract/invoices/invoice.ts';
import type { InvoiceQuery } from '@betalt/contract/invoices/query.ts';
import { Button, Field, Textarea } from '@fluentui/react-components';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answerConversation, conversationsQuery } from '../../api/queries/conversations.ts';
import { ListTrouble } from '../../components/list-trouble.tsx';
import { MessageArea } from '../../components/message-area.tsx';
import { OperationFailure } from '../../components/operation/operation-failure.tsx';
import { useOperation } from '../../components/operation/use-operation.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import { useConversationStyles } from './invoice-conversation.styles.ts';
import { InvoicePart } from './invoice-part.tsx';

interface ConversationsProps {
  readonly account: string;
  readonly invoice: Invoice;
}

/** What payer and issuer have said about the invoice, newest query first; nothing where nobody has asked. */
export function InvoiceConversations({ account, invoice }: ConversationsProps) {
  const { t } = useLingui();
  const { data, error, refetch } = useQuery(conversationsQuery(account, invoice.name));
  if (error && data === undefined) return <ListTrouble error={error} onRetry={() => void refetch()} />;
  if (data === undefined || data.value.length === 0) return null;
  return (
    <InvoicePart title={t`Questions`}>
      {data.value.map((query) => (
        <Conversation key={query.queryId} account={account} invoice={invoice} query={query} />
      ))}
    </InvoicePart>
  );
}

interface ConversationProps extends ConversationsProps {
  readonly query: InvoiceQuery;
}

function Conversation({ account, invoice, query }: ConversationProps) {
  const styles = useConversationStyles();
  const { t } = useLingui();
  const { dateTime } = useFormats();
  const isOpen = query.state === 'Open';
  const description = invoice.properties.lines?.find(({ lineId }) => lineId === query.lineId)?.description;
  const { askedBy } = query;
  const closedAt = dateTime(query.closedAt ?? query.askedAt);
  const closedBy = query.closedBy ?? '';
  return (
    <article className={styles.conversation} aria-label={t`Question by ${askedBy}`}>
      {isOpen && <MessageArea intent="info">{t`Reminders wait while this is open.`}</MessageArea>}
      {description !== undefined && (
        <p className={styles.about}>
          <Trans>About the line: {description}</Trans>
        </p>
      )}
      <ol className={styles.messages}>
        {query.messages.map((message) => (
          <li key={message.writtenAt + message.author} className={styles.message}>
            <p className={styles.who}>
              <strong>{message.author}</strong> · {message.isIssuer ? t`the issuer` : t`the payer`} ·{' '}
              {dateTime(message.writtenAt)}
            </p>
            <p className={styles.text}>{message.text}</p>
          </li>
        ))}
      </ol>
      {isOpen ? (
        <Reply account={account} invoice={invoice} query={query} />
      ) : (
        <p className={styles.who}>{t`Closed by ${closedBy}, ${closedAt}`}</p>
      )}
    </article>
  );
}

const MOST_LETTERS = 4000;

/** For both sides: whoever may ask, and whoever of the issuer may answer. Readers read. */
function Reply({ account, invoice, query }: ConversationProps) {
  const styles = useConversationStyles();
  const { t } = useLingui();
  const [text, setText] = useState('');
  const said = text.trim();
  const operation = useOperation<{ text?: string; close?: boolean }>(async (body) => {
    await answerConversation(account, invoice.name, query.queryId, body);
    setText('');
  });
  const { actions = [] } = invoice;
  if (!actions.includes('invoice.answerQuery') && !actions.includes('invoice.query')) return null;
  const withText = said === '' ? {} : { text: said };
  return (
    <div className={styles.reply}>
      <OperationFailure failure={operation.failure} />
      <Field label={t`Your message`}>
        <Textarea value={text} maxLength={MOST_LETTERS} rows={3} onChange={(_, { value }) => setText(value)} />
      </Field>
      <div className={styles.buttons}>
        <Button
          appearance="primary"
          disabledFocusable={operation.isBusy || said === ''}
          onClick={() => void operation.run(withText)}
        >
          <Trans>Send</Trans>
        </Button>
        <Button disabledFocusable={operation.isBusy} onClick={() => void operation.run({ ...withText, close: true })}>
          {said === '' ? <Trans>Close the question</Trans> : <Trans>Send and close the question</Trans>}
        </Button>
      </div>
    </div>
  );
}
