// Keys, passwords and addresses that let somebody in.
import { value } from "./pattern.ts";
import type { Pattern } from "./pattern.ts";

export const secrets: readonly Pattern[] = [
  {
    label: "secret.key",
    regexp:
      /-----BEGIN [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----(?:[A-Za-z0-9+/=\s:,.()-]{0,8000}?-----END [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----|[A-Za-z0-9+/=\s]{0,8000})/g,
  },
  { label: "secret.key", regexp: /\b(?:sk|pk|rk)[-_](?:live|test|ant|proj|or)?[-_]?[A-Za-z0-9_-]{16,200}/g },
  // Amazon, GitHub, GitLab, Slack, Google, npm, SendGrid, Hugging Face, PyPI, Twilio, DigitalOcean, Shopify.
  {
    label: "secret.key",
    regexp:
      /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b|\bgh[pousr]_[A-Za-z0-9]{20,255}|\bgithub_pat_[A-Za-z0-9_]{20,255}|\bglpat-[\w-]{20,64}|\bxox[abeprs]-[\w-]{10,200}|\bxapp-[\w-]{10,200}|\bAIza[\w-]{30,45}|\bya29\.[\w-]{20,400}|\bnpm_[A-Za-z0-9]{30,50}|\bSG\.[\w-]{16,32}\.[\w-]{30,64}|\bhf_[A-Za-z]{30,40}|\bpypi-[\w-]{30,300}|\bSK[0-9a-f]{32}\b|\bdop_v1_[0-9a-f]{60,64}|\bshp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}/g,
  },
  // JSON Web Tokens (RFC 7519): three parts, the first beginning with `{"`.
  { label: "secret.key", regexp: /\beyJ[\w-]{8,2000}\.[\w-]{8,4000}\.[\w-]{0,1000}/g },
  {
    label: "secret.key",
    regexp:
      /(?:api[ _-]?key|access[ _-]?(?:token|key)|account[ _-]?key|client[ _-]?secret|auth[ _-]?token|secret|password|passwd|\bpwd|passphrase|passcode|passwort|kennwort|mot de passe|bearer)["']?(?:\s{0,3}(?:is|ist|est|lautet|[:=])\s{0,3}|\s(?=\S{0,60}\d))["']?(?<value>[^\s"',;<>]{6,200})/gi,
    take: value(),
  },
  {
    label: "secret.key",
    needs: "digit",
    regexp:
      /(?<!\p{L})(?:session|cookie|token)(?:[ _-]?id)?["']?[ \t]{0,2}[ :=][ \t]{0,2}["']?(?<value>[\w-]{20,200})(?!\w)/giu,
    take: value((text) => /\d/.test(text)),
  },
  {
    label: "secret.key",
    needs: "digit",
    regexp:
      /(?<!\p{L})(?:pin(?:[ -]?code)?|cvv2?|cvc2?|tan|otp|(?:security|verification|confirmation|access|one-time) (?:code|pin)|geheimzahl|einmalcode|prüfziffer|sicherheitscode|bestätigungscode|code (?:secret|pin|de (?:sécurité|vérification|confirmation)))(?:["']?\s{0,2}(?:is|was|ist|lautet|war|est|[:=])\s{0,2}| )["']?(?<value>\d{3,8})(?![\d.,%]*\d)(?!\s?%)/giu,
    take: value(),
  },
  { label: "secret.url", needs: ":", regexp: /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/@]{1,200}@[^\s"'<>]{1,500}/gi },
  {
    label: "secret.url",
    needs: ":",
    regexp:
      /\bhttps?:\/\/[^\s?"'<>]{1,500}\?[^\s"'<>]{0,500}(?:token|key|secret|password|signature|sig|code)=[^\s"'<>]{4,500}|\bhttps:\/\/(?:hooks\.slack\.com\/services|discord(?:app)?\.com\/api\/webhooks|[\w-]{1,60}\.webhook\.office\.com)\/[^\s"'<>]{8,500}/gi,
  },
];
