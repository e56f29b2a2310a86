using System.Net;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Deliveries;

namespace AgentConsole.Infrastructure.Deliveries.Mail;

/// <summary>The mail server through which people are told what waits for them; without a host no mail is sent. Configuration section <c>Mail</c>.</summary>
public sealed class MailOptions
{
    public const string Section = "Mail";

    public string Host { get; set; } = "";

    public int Port { get; set; } = 587;

    public MailSecurity Security { get; set; } = MailSecurity.StartTls;

    /// <summary>The address that mail comes from.</summary>
    public string From { get; set; } = "";

    /// <summary>Empty where the server asks for none.</summary>
    public string User { get; set; } = "";

    public string Password { get; set; } = "";

    /// <summary>How long one attempt may take.</summary>
    public int TimeoutSeconds { get; set; } = DeliveriesLimits.TimeoutSeconds;

    public bool IsOn => Host.Length > 0;

    /// <summary>Everything that is wrong with these options, each as a sentence.</summary>
    public IEnumerable<string> Faults(ReviewLinks links)
    {
        if (!IsOn) yield break;
        if (Uri.CheckHostName(Host) == UriHostNameType.Unknown) yield return $"{Section}:Host is \"{Host}\", which is no name of a host.";
        if (Port is < 1 or > IPEndPoint.MaxPort) yield return $"{Section}:Port is {Port}, which is no port.";
        if (!EmailAddress.TryRead(From, out var from) || from != From || !from.All(char.IsAscii))
            yield return $"{Section}:From is \"{From}\", which is no plain e-mail address.";
        if (TimeoutSeconds is < 1 or > DeliveriesLimits.TimeoutSecondsMax)
            yield return $"{Section}:TimeoutSeconds is {TimeoutSeconds}; it lies between 1 and {DeliveriesLimits.TimeoutSecondsMax}.";
        if (User.Any(char.IsControl) || Password.Any(char.IsControl)) yield return $"{Section}:User and {Section}:Password hold no control characters.";
        if (User.Length > 0 && Security == MailSecurity.None && !IsLoopback) yield return $"{Section}:Security is None, and a password does not go out in the clear.";
        if (links.Base.Length == 0) yield return $"{DeliveriesOptions.Section}:PublicUrl is empty: mail holds a link, and must say where this console is reached.";
    }

    private bool IsLoopback => Host == "localhost" || (IPAddress.TryParse(Host, out var address) && IPAddress.IsLoopback(address));
}
