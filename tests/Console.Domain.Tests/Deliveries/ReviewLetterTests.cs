using System.Text;
using System.Text.Json;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Deliveries;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Tests.Proposals;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AgentConsole.Domain.Tests.Deliveries;

public sealed class ReviewLetterTests
{
    private static readonly ReviewLinks Links = new("https://console.example.com");

    [Fact]
    public void A_letter_is_these_bytes_and_no_others()
    {
        var proposal = WaitingProposal.Of(62);
        var id = DeliveryId.New(WaitingProposal.Moment);

        var text = TextOf(proposal, id: id);

        Assert.Equal(string.Join("\r\n",
        [
            "Date: Fri, 10 Apr 2026 03:14:22 +0000",
            "From: console@example.com",
            "To: ana@example.com",
            "Subject: [production] billing.refund waits (risk 62)",
            $"Message-ID: <{id}@example.com>",
            "Auto-Submitted: auto-generated",
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=us-ascii",
            "Content-Transfer-Encoding: 7bit",
            "",
            "A proposal waits for a person.",
            "",
            "Agent:       support-triage-v3",
            "Tool:        billing.refund",
            "Environment: production",
            "Risk:        62 of 100, high",
            "Decide by:   2026-04-10 04:14 UTC",
            "",
            $"Read and decide:  https://console.example.com/review/{proposal.Id}",
            $"On a phone:       https://console.example.com/p/{proposal.Id}",
            "",
            "What it would do is shown there, and in no e-mail.",
            "You chose to be told: https://console.example.com/account",
            "",
        ]), text);
    }

    [Theory]
    [InlineData(EventType.ReviewReminder, "still waits", "A proposal still waits")]
    [InlineData(EventType.ReviewEscalated, "waits for you now", "now you are asked too")]
    public void A_reminder_and_an_escalation_say_so(string type, string subject, string opening)
    {
        var text = TextOf(WaitingProposal.Of(), type);

        Assert.Contains(subject, text, StringComparison.Ordinal);
        Assert.Contains(opening, text, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_a_name_holds_it_adds_no_line_and_no_header() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), ArbMap.Default.ArbFor<NonNull<string>>(), (agent, tool) =>
        {
            var lines = TextOf(Named(agent.Get, tool.Get)).Split("\r\n");
            var plain = TextOf(WaitingProposal.Of()).Split("\r\n");
            return lines.Length == plain.Length
                && lines.All(line => line.All(sign => sign is >= ' ' and <= '~'))
                && lines.Select(NameOf).SequenceEqual(plain.Select(NameOf));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void An_agent_that_is_named_like_a_header_stays_a_name()
    {
        var text = TextOf(Named("x\r\nBcc: everybody@evil.test\r\n\r\n.\r\nMAIL FROM:<a@b>", "y\nz"));

        Assert.DoesNotContain("\nBcc:", text, StringComparison.Ordinal);
        Assert.Contains("Agent:       x??Bcc: everybody@evil.test", text, StringComparison.Ordinal);
        Assert.Contains("Subject: [production] y?z waits", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Neither_letter_nor_webhook_tells_what_the_agent_wrote()
    {
        var proposal = WaitingProposal.Of(arguments: """{"order_id":"W-SECRET","amount":"98765.43"}""", runId: "run-of-agent");
        proposal.EscalateTo(Role.Dri);

        foreach (var type in (string[])[EventType.ReviewRequested, EventType.ReviewReminder, EventType.ReviewEscalated])
        {
            var message = Encoding.UTF8.GetString(new ReviewNotice(type, proposal, Links).ToMessage(WaitingProposal.Moment));
            foreach (var text in (string[])[message, TextOf(proposal, type)])
                foreach (var secret in (string[])["W-SECRET", "98765", "run-of-agent", proposal.Sentence, proposal.Digest])
                    Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_webhook_message_holds_names_figures_and_links()
    {
        var proposal = WaitingProposal.Of(62);

        var message = JsonElement.Parse(new ReviewNotice(EventType.ReviewRequested, proposal, Links).ToMessage(WaitingProposal.Moment));

        Assert.Equal("review.requested", message.GetProperty("type").GetString());
        var data = message.GetProperty("data");
        Assert.Equal(["id", "agent", "environment", "tool", "risk", "risk_band", "roles", "expires_at", "link", "phone_link"], data.EnumerateObject().Select(member => member.Name));
        Assert.Equal((62, "high"), (data.GetProperty("risk").GetInt32(), data.GetProperty("risk_band").GetString()));
        Assert.Equal($"https://console.example.com/review/{proposal.Id}", data.GetProperty("link").GetString());
    }

    [Theory]
    [InlineData("https://console.example.com/", "https://console.example.com")]
    [InlineData("http://127.0.0.1:5000/console", "http://127.0.0.1:5000/console")]
    [InlineData("", "")]
    public void An_address_of_the_console_is_read(string text, string expected)
    {
        Assert.True(ReviewLinks.TryRead(text, out var links));
        Assert.Equal(expected, links.Base);
    }

    [Theory]
    [InlineData("console.example.com")]
    [InlineData("ftp://console.example.com")]
    [InlineData("https://me:secret@console.example.com")]
    [InlineData("https://console.example.com/?a=b")]
    [InlineData("https://console.example.com/a b")]
    [InlineData("javascript:alert(1)")]
    public void What_is_none_is_refused(string text) => Assert.False(ReviewLinks.TryRead(text, out _));

    private static string TextOf(Proposal proposal, string type = EventType.ReviewRequested, DeliveryId? id = null) => Encoding.ASCII.GetString(
        new ReviewLetter(new(type, proposal, Links), "console@example.com", "ana@example.com", id ?? new DeliveryId(Guid.Empty)).ToBytes(WaitingProposal.Moment));

    private static Proposal Named(string agent, string tool) => WaitingProposal.Of(agent: agent, tool: tool);

    // What stands before the first colon, where a header or a label could.
    private static string NameOf(string line) => line.Split(':')[0] is var name && name.Length <= 13 ? name : "";
}
