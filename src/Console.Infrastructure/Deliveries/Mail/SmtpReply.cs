using System.Globalization;

namespace AgentConsole.Infrastructure.Deliveries.Mail;

/// <summary>One reply of a mail server: its code, and its lines without the code.</summary>
internal sealed record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    public bool IsPositive => Code is >= 200 and <= 299;

    public override string ToString() => $"{Code.ToString(CultureInfo.InvariantCulture)} {string.Join(" / ", Lines)}";
}
