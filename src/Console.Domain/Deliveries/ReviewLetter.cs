using System.Globalization;
using System.Text;
using AgentConsole.Domain.Proposals;

namespace AgentConsole.Domain.Deliveries;

/// <summary>
/// The e-mail that tells one person of a proposal that waits: plain text in ASCII, its bytes made of names, figures and a link.
/// INVARIANT: no value can begin a line of its own, so none can become a header or end the message.
/// </summary>
/// <param name="From">The address that it is sent from; checked when the options were read.</param>
/// <param name="To">The person's address.</param>
/// <param name="Id">The same on every attempt, so that a mail box can tell a repeat.</param>
public sealed record ReviewLetter(ReviewNotice Notice, string From, string To, DeliveryId Id)
{
    private const int ValueLengthMax = 200;
    private const string End = "\r\n";

    /// <summary>Headers and body, each line ended by CR LF.</summary>
    public byte[] ToBytes(DateTimeOffset at)
    {
        var proposal = Notice.Proposal;
        var text = new StringBuilder();
        Line($"Date: {at.UtcDateTime.ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture)}");
        Line($"From: {Plain(From)}");
        Line($"To: {Plain(To)}");
        Line($"Subject: {Subject(proposal)}");
        Line($"Message-ID: <{Id}@{Plain(From[(From.IndexOf('@', StringComparison.Ordinal) + 1)..])}>");
        Line("Auto-Submitted: auto-generated");
        Line("MIME-Version: 1.0");
        Line("Content-Type: text/plain; charset=us-ascii");
        Line("Content-Transfer-Encoding: 7bit");
        Line("");
        Line(Opening);
        Line("");
        Line($"Agent:       {Plain(proposal.Agent)}");
        Line($"Tool:        {Plain(proposal.Tool)}");
        Line($"Environment: {Plain(proposal.Environment)}");
        Line(string.Create(CultureInfo.InvariantCulture, $"Risk:        {proposal.RiskScore} of 100, {WireName.Of(Notice.Band)}"));
        Line($"Decide by:   {proposal.ExpiresAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)}");
        Line("");
        Line($"Read and decide:  {Plain(Notice.Links.Card(proposal.Id), wholeLength: true)}");
        Line($"On a phone:       {Plain(Notice.Links.Phone(proposal.Id), wholeLength: true)}");
        Line("");
        Line("What it would do is shown there, and in no e-mail.");
        Line($"You chose to be told: {Plain(Notice.Links.Account, wholeLength: true)}");
        return Encoding.ASCII.GetBytes(text.ToString());

        void Line(string line) => text.Append(line).Append(End);
    }

    private string Opening => Notice.EventType switch
    {
        EventType.ReviewReminder => "A proposal still waits for a person.",
        EventType.ReviewEscalated => "Nobody decided so far, and now you are asked too.",
        _ => "A proposal waits for a person.",
    };

    private string Subject(Proposal proposal)
    {
        var word = Notice.EventType switch
        {
            EventType.ReviewReminder => "still waits",
            EventType.ReviewEscalated => "waits for you now",
            _ => "waits",
        };
        return string.Create(CultureInfo.InvariantCulture, $"[{Plain(proposal.Environment)}] {Plain(proposal.Tool)} {word} (risk {proposal.RiskScore})");
    }

    private static string Plain(string value, bool wholeLength = false)
    {
        var cut = wholeLength || value.Length <= ValueLengthMax ? value : value[..ValueLengthMax];
        return string.Create(cut.Length, cut, static (signs, from) =>
        {
            for (var at = 0; at < from.Length; at++) signs[at] = from[at] is >= ' ' and <= '~' ? from[at] : '?';
        });
    }
}
