package fort.server.notify;

import fort.domain.Fault;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Properties;

/// Alerts by mail. The server's certificate is checked against its name; without TLS only on this machine. The same
/// alert has the same Message-ID however often it is sent, so a mailbox shows it once.
public final class Mail implements Sender {
    private static final String TIMEOUT_MILLIS = "5000";

    private final Session session;
    private final String user;
    private final byte[] password;
    private final String from;
    private final List<String> to;
    private final Template template;

    /// @param transport `starttls` (refused when the server does not offer it), `tls` or `none`
    /// @param user empty: no login
    /// @param password of the user, UTF-8; kept for as long as this lives
    public Mail(
            String host,
            int port,
            String transport,
            String user,
            byte[] password,
            String from,
            List<String> to,
            Template template) {
        this.user = user;
        this.password = password.clone();
        this.from = from;
        this.to = List.copyOf(to);
        this.template = template;
        Properties properties = new Properties();
        properties.put("mail.smtp.host", host);
        properties.put("mail.smtp.port", Integer.toString(port));
        properties.put("mail.smtp.connectiontimeout", TIMEOUT_MILLIS);
        properties.put("mail.smtp.timeout", TIMEOUT_MILLIS);
        properties.put("mail.smtp.writetimeout", TIMEOUT_MILLIS);
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2");
        properties.put("mail.smtp.ssl.enable", Boolean.toString(transport.equals("tls")));
        properties.put("mail.smtp.starttls.enable", Boolean.toString(transport.equals("starttls")));
        properties.put("mail.smtp.starttls.required", Boolean.toString(transport.equals("starttls")));
        properties.put("mail.smtp.auth", Boolean.toString(!user.isEmpty()));
        session = Session.getInstance(properties);
    }

    @Override
    public boolean send(Notice notice, long unixSeconds) {
        try {
            Identified message = new Identified(session, notice);
            message.setFrom(new InternetAddress(from, true));
            for (String one : to) {
                message.addRecipient(Message.RecipientType.TO, new InternetAddress(one, true));
            }
            String line = template.line(notice);
            String subject = "Fort " + notice.severity().word() + ": " + notice.kind() + " in " + notice.environment();
            message.setSubject(subject, "UTF-8");
            message.setText(line + "\r\n", "UTF-8");
            message.setSentDate(Date.from(Instant.ofEpochSecond(unixSeconds)));
            message.saveChanges();
            deliver(message);
            return true;
        } catch (MessagingException e) {
            // The library's messages may repeat what the server said; its type is enough to act on.
            throw new Fault(
                    Fault.Code.STORE_UNAVAILABLE,
                    "the mail server did not take it (" + e.getClass().getSimpleName() + ")",
                    e);
        }
    }

    /// The library takes a password as text; it is one for the moment of a login.
    private void deliver(MimeMessage message) throws MessagingException {
        try (Transport transport = session.getTransport("smtp")) {
            if (user.isEmpty()) {
                transport.connect();
            } else {
                transport.connect(user, new String(password, StandardCharsets.UTF_8));
            }
            transport.sendMessage(message, message.getAllRecipients());
        }
    }

    /// A message whose id is the alert's own.
    private static final class Identified extends MimeMessage {
        private final Notice notice;

        Identified(Session session, Notice notice) {
            super(session);
            this.notice = notice;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            String id = notice.id().replaceAll("[^A-Za-z0-9.-]", "-");
            setHeader("Message-ID", "<" + id + "@" + notice.environment() + ".fort>");
        }
    }
}
