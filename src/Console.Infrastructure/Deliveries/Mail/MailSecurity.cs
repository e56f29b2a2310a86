namespace AgentConsole.Infrastructure.Deliveries.Mail;

/// <summary>How the way to the mail server is kept private.</summary>
public enum MailSecurity
{
    /// <summary>Begins in the clear and changes to TLS before anything is said; a server that does not offer it is told nothing.</summary>
    StartTls,
    /// <summary>TLS from the first byte.</summary>
    Tls,
    /// <summary>Not at all: for a relay on the same machine.</summary>
    None,
}
