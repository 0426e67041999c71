import assert from 'node:assert/strict';
import { test } from 'node:test';

import { deliveryText } from '../../bot/emulator/page/format.js';

const plain = (text) => text.replaceAll('\u00a0', ' ');
const calm = { due: 0, sent: 5, flood: 0, down: false, blocked: 0, failed: 0, next: null };

test('the delivery says what there is, and trouble only where there is some', () => {
  assert.equal(plain(deliveryText(calm)), 'Бот пишет сам: ждут отправки 0 · ушло 5 · впереди ничего');
  const trouble = { ...calm, due: 2, flood: 4, down: true, blocked: 1, failed: 3, next: 1_764_050_460 };
  assert.equal(
    plain(deliveryText(trouble)),
    'Бот пишет сам: ждут отправки 2 · ушло 5 · мессенджер просит подождать 4 с · связи нет · ' +
      'заблокировали бота 1 · не дошло или неясно 3 · следующее — 25 ноября, 09:01',
  );
});
