namespace AgentConsole.Infrastructure.Deliveries.Mail;

/// <summary>The mail server did not speak as it must, or would not speak with us at all; no message was given to it.</summary>
public sealed class SmtpException : Exception
{
    public SmtpException() { }

    public SmtpException(string message) : base(message) { }

    public SmtpException(string message, Exception inner) : base(message, inner) { }
}
