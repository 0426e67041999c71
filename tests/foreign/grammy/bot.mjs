// A small bot as grammY's guide has it: a start link, HTML, a button, an edit, a document.
import { Bot, InlineKeyboard, InputFile } from "grammy";

const bot = new Bot(process.env.BOT_TOKEN, { client: { apiRoot: process.env.BOT_API_URL } });

bot.command("start", (ctx) =>
  ctx.reply(`<b>Hello</b>, ${ctx.match} &amp; co`, {
    parse_mode: "HTML",
    reply_markup: new InlineKeyboard().text("Next", "next").url("Site", "https://grammy.dev"),
  }));

bot.callbackQuery("next", async (ctx) => {
  await ctx.answerCallbackQuery({ text: "Well done" });
  await ctx.editMessageText("<i>Step 2</i>", { parse_mode: "HTML" });
  await ctx.replyWithDocument(new InputFile(Buffer.from("привет"), "list.txt"), { caption: "A file" });
});

process.once("SIGTERM", () => bot.stop());
await bot.start({ allowed_updates: ["message", "callback_query"] });
