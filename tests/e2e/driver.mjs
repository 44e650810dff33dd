// Drives Playground seats in headless Chromium. One JSON command a line on stdin: {id, seat, verb, args};
// one JSON answer a line on stdout: {id, value} or {id, error}. tests/e2e/browser.py is the other half.
import { createInterface } from "node:readline";
import { chromium } from "playwright-core";

const CHROMIUM = "/usr/bin/chromium";
const FLAGS = [
  "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];
// The Playground's own frame is made for a desktop; without it the conversation has a phone's width.
const PHONE_STYLE = `
  [role=toolbar] { display: none !important }
  div { min-width: 0 !important }
  .fai-OutputCard { max-width: calc(100vw - 76px) !important }
  .fai-OutputCard > div { width: auto !important; max-width: 100% !important; box-sizing: border-box }`;
const PHONE_WIDTH = 600;
const PATIENCE = 15000;

const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
const seats = new Map();

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
// A field's name grows by its error message, so it is matched from its beginning.
const named = (label) => ({ name: new RegExp(`^${escaped(label)}`) });

class Seat {
  constructor(page, bot) {
    Object.assign(this, { page, bot, channel: null, visited: new Set(), errors: [] });
    const origin = () => new URL(page.url()).origin;
    page.on("console", (line) => {
      const { url } = line.location();
      const ours = url.startsWith(origin()) && !url.endsWith("/favicon.ico");
      if (line.type() === "error" && ours) this.errors.push(line.text());
    });
    page.on("pageerror", (error) => this.errors.push(String(error)));
  }

  // The newest is last in a chat and first in a channel. An open dialog hides what lies behind it from roles.
  newest(locator) {
    return this.channel ? locator.first() : locator.last();
  }

  find(role, label) {
    return this.newest(this.page.getByRole(role, named(label)));
  }

  // Do something and wait until the bot has answered the activity it causes.
  async answered(path, act) {
    const ended = (response) => response.request().method() === "POST" && response.url().endsWith(path);
    await Promise.all([this.page.waitForResponse(ended), act()]);
  }

  async say(text) {
    if (this.channel) return this.post(text);
    await this.page.locator("[data-lexical-editor]").last().focus();
    await this.page.keyboard.insertText(text);
    await this.answered("/messages", () => this.page.keyboard.press("Enter"));
  }

  async post(text) {
    await this.page.locator("[data-lexical-editor]").first().focus();
    await this.page.keyboard.type("@");
    await this.page.getByRole("listbox", { name: "Typeahead menu" }).getByRole("menuitem", named(this.bot)).click();
    await this.page.keyboard.insertText(` ${text}`);
    await this.answered("/messages", () => this.page.getByRole("button", { name: "Post", exact: true }).click());
  }

  async press(title) {
    await this.newest(this.page.getByRole("button", { name: title, exact: true })).click();
  }

  async fill(label, text) {
    const textField = this.page.getByRole("textbox", named(label));
    await this.newest(textField.or(this.page.getByRole("spinbutton", named(label)))).fill(text);
  }

  async choose(label, option) {
    const folded = this.find("combobox", label);
    if ((await folded.count()) === 0) return this.chooseUnfolded(label, option);
    await folded.click();
    await this.page.getByRole("option", { name: option, exact: true }).click();
  }

  async chooseUnfolded(label, option) {
    const one = this.page.getByRole("radiogroup", named(label)).getByRole("radio", { name: option, exact: true });
    const several = this.page.getByRole("checkbox", { name: `${label} ${option}`, exact: true });
    await this.newest(one.or(several)).click();
  }

  async tick(label) {
    await this.find("checkbox", label).click();
  }

  async pickDate(label, iso) {
    const [year, month, day] = iso.split("-").map(Number);
    const monthName = new Date(Date.UTC(year, month - 1, 1)).toLocaleString("en-US", { month: "long", timeZone: "UTC" });
    await this.find("combobox", label).click();
    const wanted = this.page.getByRole("button", { name: `${day}, ${monthName}, ${year}`, exact: true });
    const onwards = this.page.getByRole("button", { name: /next month/i });
    for (let turned = 0; turned < 24 && !(await wanted.count()); turned += 1) await onwards.click();
    await wanted.click();
  }

  async sees(text, patience = PATIENCE) {
    await this.page.getByText(text).filter({ visible: true }).first().waitFor({ timeout: patience });
  }

  async misses(text, patience = PATIENCE) {
    await this.page.getByText(text).filter({ visible: true }).first().waitFor({ state: "hidden", timeout: patience });
  }

  async text() {
    const dialog = this.page.getByRole("dialog");
    return (await dialog.count()) > 0 ? dialog.last().innerText() : this.page.locator("body").innerText();
  }

  async outline() {
    return this.page.locator("body").ariaSnapshot();
  }

  async screenshot(path) {
    await this.page.screenshot({ path });
  }

  // At a phone's width the list of chats and channels lies in a drawer; the click needs no opening of it.
  async goTo(item) {
    await this.page.getByRole("treeitem", item).dispatchEvent("click");
  }

  async openChannel(name) {
    const go = () => this.goTo({ name: new RegExp(` - ${escaped(name)}$`) });
    await (this.visited.has(name) ? go() : this.answered("/installation", go));
    this.visited.add(name);
    await this.page.getByText("Start a new post").waitFor();
    this.channel = name;
  }

  async openChat() {
    await this.goTo(named("Personal Chat"));
    await this.page.getByText("Type a message").waitFor();
    this.channel = null;
  }

  async openMessageExtension(command) {
    await this.newest(this.page.getByRole("button", { name: "Trigger Message Extension App" })).click();
    await this.page.getByRole("menuitem", { name: "Action Command" }).click();
    const dialog = this.page.getByRole("dialog");
    await dialog.getByRole("textbox", { name: "Command ID" }).fill(command);
    await dialog.getByRole("radio", named("Adaptive Cards")).click();
    await dialog.getByRole("button", { name: "Create" }).click();
    await dialog.getByText("Select how to create your dialog").waitFor({ state: "hidden" });
  }

  async closeDialog() {
    await this.page.getByRole("dialog").getByRole("button", { name: "Close" }).click();
  }

  async consoleErrors() {
    return this.errors;
  }
}

async function open(name, url, bot, width, height) {
  const viewport = { width: Math.max(width, 1280), height };
  const page = await browser.newPage({ viewport, locale: "nb-NO", timezoneId: "Europe/Oslo" });
  page.setDefaultTimeout(PATIENCE);
  await page.route((address) => address.hostname !== new URL(url).hostname, (route) => route.abort());
  seats.set(name, new Seat(page, bot));
  await page.goto(url);
  await page.getByText("Type a message").waitFor();
  const panel = page.getByRole("button", { name: "Hide log panel" });
  if (await panel.count()) await panel.click();
  if (width < PHONE_WIDTH) await page.addStyleTag({ content: PHONE_STYLE });
  await page.setViewportSize({ width, height });
}

async function obey({ seat, verb, args }) {
  if (verb === "open") return open(seat, ...args);
  return seats.get(seat)[verb](...args);
}

for await (const line of createInterface({ input: process.stdin })) {
  const command = JSON.parse(line);
  const answer = await obey(command).then((value) => ({ value: value ?? null }), (error) => ({ error: String(error) }));
  process.stdout.write(`${JSON.stringify({ id: command.id, ...answer })}\n`);
}
await browser.close();
