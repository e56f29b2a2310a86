using AgentConsole.Domain.Incidents;
using AgentConsole.Domain.Telemetry;
using Xunit;

namespace AgentConsole.Domain.Tests.Incidents;

public sealed class PostmortemTemplateTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_access_review_is_asked_first()
    {
        var text = PostmortemTemplate.Of(Opened("It went wrong"), null, [], [], "dri@example.com");

        var headings = text.Split('\n').Where(line => line.StartsWith("## ", StringComparison.Ordinal)).ToList();
        Assert.Equal("## Access review", headings[0]);
        Assert.Contains("Which should it not have had?", text, StringComparison.Ordinal);
        Assert.Equal(3, text.Split("Not answered yet.").Length - 1);
    }

    [Fact]
    public void What_is_known_is_filled_in_and_nothing_of_it_is_markup()
    {
        var review = new AccessReview { IncidentId = default };
        review.Answer("billing\n<script>", "refunds", "delete", "server", Now);
        var ground = new GroundWish(GroundKind.EvalCase, "[x](javascript:1)").ToGround(default, 1, "server", Now);
        var followUp = new FollowUp { IncidentId = default, Number = 1, Text = "shrink the manifest", Owner = "ada", DueOn = new(2026, 6, 1), AddedAt = Now };

        var text = PostmortemTemplate.Of(Opened("# <b>title</b>"), review, [followUp], [ground], null);

        Assert.Contains("> ` <script> `", text, StringComparison.Ordinal);
        Assert.Contains("- [ ] ` shrink the manifest `, ` ada `, due 2026-06-01", text, StringComparison.Ordinal);
        Assert.Contains("- Eval case ` [x](javascript:1) `", text, StringComparison.Ordinal);
        Assert.Contains("# Postmortem: ` # <b>title</b> `", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_an_agent_is_told_to_have_done_is_no_markup()
    {
        var incident = new Incident
        {
            Id = IncidentId.New(Now),
            Agent = "support",
            OpenedBy = "server",
            OpenedAt = Now,
            Story = Incident.StoryText([new(StoryPoint.Now, "It said ![x](http://evil.test/a.png) <b>twice</b>."), new(StoryPoint.FirstWrong, "{name} failed with [y](z).", "crm.{name}`s")]),
        }.Named("t", IncidentSeverity.High);

        var text = PostmortemTemplate.Of(incident, null, [], [], null);

        Assert.DoesNotContain("![x]", text, StringComparison.Ordinal);
        Assert.DoesNotContain("[y]", text, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", text.Replace(@"\<b\>", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("- `` crm.{name}`s `` failed with", text, StringComparison.Ordinal);
    }

    private static Incident Opened(string title) => new Incident { Id = IncidentId.New(Now), Agent = "support", OpenedBy = "server", OpenedAt = Now }.Named(title, IncidentSeverity.High);
}
