using System.Globalization;
using System.Text;
using AgentConsole.Domain.Deliveries;

namespace AgentConsole.Domain.Alerts.Notices;

/// <summary>
/// The e-mail that tells an owner of an alert: plain text in ASCII. INVARIANT: no value can begin a line of its own, so none can become a header
/// or end the message.
/// </summary>
/// <param name="Id">The same on every attempt, so that a mail box can tell a repeat.</param>
public sealed record AlertLetter(AlertNotice Notice, string From, string To, DeliveryId Id)
{
    private const int LineLengthMax = 900;

    /// <summary>Headers and body, each line ended by CR LF.</summary>
    public byte[] ToBytes(DateTimeOffset at)
    {
        var text = new StringBuilder();
        Line($"Date: {at.UtcDateTime.ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture)}");
        Line($"From: {From}");
        Line($"To: {To}");
        Line($"Subject: [alert] {Notice.Title}");
        Line($"Message-ID: <{Id}@{From[(From.IndexOf('@', StringComparison.Ordinal) + 1)..]}>");
        Line("Auto-Submitted: auto-generated");
        Line("MIME-Version: 1.0");
        Line("Content-Type: text/plain; charset=us-ascii");
        Line("Content-Transfer-Encoding: 7bit");
        Line("");
        Line(Notice.Summary);
        Line("");
        foreach (var (name, value) in Notice.Facts) Line($"{name.Replace('_', ' ') + ":",-15}{value}");
        Line("");
        Line($"What happened and what to do next:  {Notice.Link}");
        Line("");
        Line("You are its owner, or answer for the agent that it is about.");
        return Encoding.ASCII.GetBytes(text.ToString());

        void Line(string line) => text.Append(AlertNotice.Plain(line, LineLengthMax)).Append("\r\n");
    }
}
