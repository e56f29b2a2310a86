using AgentConsole.Domain;
using AgentConsole.Domain.Proposals;
using AgentConsole.Web.Shell.Kit;
using Bunit;
using Microsoft.AspNetCore.Components;
using Xunit;

namespace AgentConsole.Web.Tests.Shell.Kit;

public sealed class PiecesTests : ShellContext
{
    public static TheoryData<ProposalStatus> Statuses => [.. Enum.GetValues<ProposalStatus>()];

    [Theory]
    [MemberData(nameof(Statuses))]
    public void Every_status_of_a_proposal_has_a_word_a_drawing_and_a_tone_of_its_own(ProposalStatus status)
    {
        var cut = Render<StatusBadge>(parameters => parameters.Add(badge => badge.Word, WireName.Of(status)));

        Assert.Equal(WireName.Of(status).Replace('_', ' '), cut.Find(".chip").TextContent.Trim());
        Assert.NotEmpty(cut.Find("svg").Children);
        Assert.NotEqual(IconName.Dash, StatusLook.Of(WireName.Of(status)).Icon);
    }

    [Fact]
    public void A_status_nobody_knows_is_shown_as_it_is()
    {
        var cut = Render<StatusBadge>(parameters => parameters.Add(badge => badge.Word, "very_new"));

        Assert.Equal("very new", cut.Find("[data-tone=Neutral]").TextContent.Trim());
    }

    [Fact]
    public void Every_icon_is_drawn()
    {
        foreach (var name in Enum.GetValues<IconName>())
            Assert.True(Render<Icon>(parameters => parameters.Add(icon => icon.Name, name)).Find("svg").Children.Length > 0, $"{name} is empty");
    }

    [Fact]
    public void A_moment_is_relative_in_words_and_exact_for_whoever_looks_closer()
    {
        var cut = Render<Moment>(parameters => parameters.Add(moment => moment.At, Clock.GetUtcNow().AddMinutes(-14)));

        var time = cut.Find("time");
        Assert.Equal("14 min ago", time.TextContent);
        Assert.Equal("10 Apr 2026, 03:00:22 UTC", time.GetAttribute("data-exact"));
        Assert.Equal("2026-04-10T03:00:22.0000000Z", time.GetAttribute("datetime"));
        Assert.Equal("0", time.GetAttribute("tabindex"));
    }

    [Fact]
    public void No_time_is_a_word() => Render<Moment>(parameters => parameters.Add(moment => moment.At, null).Add(moment => moment.None, "not yet"))
        .MarkupMatches("<span class=\"secondary\">not yet</span>");

    [Theory]
    [InlineData(120_000_000_000, "120.00\u00a0USD")]
    [InlineData(2_100_000, "0.0021\u00a0USD")]
    [InlineData(0, "0.00\u00a0USD")]
    public void Money_has_at_least_two_places_and_its_currency(long nanos, string text)
        => Assert.Equal(text, Render<MoneyText>(parameters => parameters.Add(money => money.Nanos, nanos).Add(money => money.Currency, "USD")).Find("span").TextContent);

    [Fact]
    public void Unknown_money_is_unknown_and_not_nothing()
        => Assert.Equal("unknown", Render<MoneyText>(parameters => parameters.Add(money => money.Nanos, null).Add(money => money.Currency, "USD")).Find("span").TextContent);

    [Fact]
    public void A_long_id_is_shortened_in_the_middle_and_copied_whole()
    {
        var cut = Render<ShortId>(parameters => parameters.Add(id => id.Value, "prp_0190b2f47c1e7a6d8e2b4f5a6c7d8e9f").Add(id => id.Href, "/review/x"));

        Assert.Equal("prp_0190…7d8e9f", cut.Find("a").TextContent);
        Assert.Equal("prp_0190b2f47c1e7a6d8e2b4f5a6c7d8e9f", cut.Find("button").GetAttribute("data-copy"));
        Assert.Equal("prp_0190b2f47c1e7a6d8e2b4f5a6c7d8e9f", cut.Find(".short-id").GetAttribute("title"));
    }

    [Fact]
    public void A_short_id_is_whole_and_hides_nothing()
    {
        var cut = Render<ShortId>(parameters => parameters.Add(id => id.Value, "run-\u202e7"));

        Assert.Equal("run-[U+202E]7", cut.Find(".short-id > span").TextContent);
        Assert.Equal("run-[U+202E]7", cut.Find(".short-id").GetAttribute("title"));
    }

    [Theory]
    [InlineData(0, "low", 1)]
    [InlineData(20, "guarded", 2)]
    [InlineData(45, "elevated", 3)]
    [InlineData(79, "high", 4)]
    [InlineData(100, "severe", 5)]
    public void Risk_is_a_number_a_word_and_steps(int score, string word, int steps)
    {
        var cut = Render<RiskBar>(parameters => parameters.Add(risk => risk.Score, score));

        Assert.Equal($"risk {score} of 100, {word}", cut.Find("[role=img]").GetAttribute("aria-label"));
        Assert.Equal((steps, 5), (cut.FindAll("i.on").Count, cut.FindAll("i").Count));
        Assert.Contains(word, cut.Find(".risk").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Risk_that_was_not_assessed_is_not_zero() => Render<RiskBar>(parameters => parameters.Add(risk => risk.Score, null))
        .MarkupMatches("<span class=\"secondary\">risk not assessed</span>");

    [Fact]
    public void An_empty_state_says_what_would_be_here()
    {
        var cut = Render<EmptyState>(parameters => parameters.Add(empty => empty.Title, "Nothing waits").AddChildContent("Proposals appear here."));

        Assert.Equal("Nothing waits", cut.Find("h2").TextContent);
        Assert.Equal("Proposals appear here.", cut.Find(".empty-how").TextContent);
    }

    [Fact]
    public void An_error_state_tries_again_and_names_its_reference()
    {
        var tried = 0;
        var cut = Render<ErrorState>(parameters => parameters.Add(error => error.Reference, "f-8e9f01234567").Add(error => error.OnRetry, () => tried++));

        cut.Find("button.btn").Click();

        Assert.Equal(1, tried);
        Assert.Equal("f-8e9f01234567", cut.Find("[data-copy]").GetAttribute("data-copy"));
    }

    [Fact]
    public void An_error_state_without_a_circuit_links_instead()
    {
        var cut = Render<ErrorState>(parameters => parameters.Add(error => error.RetryHref, "/review"));

        Assert.Equal("/review", cut.Find("a.btn").GetAttribute("href"));
        Assert.Empty(cut.FindAll("button.btn"));
    }

    [Fact]
    public void A_skeleton_tells_a_screen_reader_that_something_loads()
    {
        var cut = Render<Skeleton>(parameters => parameters.Add(skeleton => skeleton.Lines, 4));

        Assert.Equal("Loading", cut.Find("[role=status]").TextContent.Trim());
        Assert.Equal(4, cut.FindAll("i[aria-hidden]").Count);
    }

    [Theory]
    [InlineData(1, 0, "none", null, null)]
    [InlineData(1, 7, "1–7 of 7", null, null)]
    [InlineData(1, 1_847, "1–50 of 1,847", null, "?page=2")]
    [InlineData(2, 1_847, "51–100 of 1,847", "?page=1", "?page=3")]
    [InlineData(37, 1_847, "1,801–1,847 of 1,847", "?page=36", null)]
    public void A_pager_counts_and_links_only_where_there_is_a_page(int page, long total, string count, string? previous, string? next)
    {
        var cut = Render<Pager>(parameters => parameters.Add(pager => pager.Page, page).Add(pager => pager.PageSize, 50).Add(pager => pager.Total, total)
            .Add(pager => pager.HrefOf, number => $"?page={number}"));

        Assert.Equal(count, cut.Find(".secondary").TextContent);
        Assert.Equal(previous, cut.FindAll("[rel=prev]").SingleOrDefault()?.GetAttribute("href"));
        Assert.Equal(next, cut.FindAll("[rel=next]").SingleOrDefault()?.GetAttribute("href"));
    }

    [Fact]
    public void A_warning_is_announced()
        => Assert.Equal("alert", Render<Notice>(parameters => parameters.Add(notice => notice.Tone, Tone.Warn).AddChildContent("No rules are loaded.")).Find(".notice").GetAttribute("role"));

    [Fact]
    public void A_dialog_is_named_by_its_title()
    {
        var cut = Render<Dialog>(parameters => parameters.Add(dialog => dialog.Id, "stop").Add(dialog => dialog.Title, "Stop it?")
            .Add(dialog => dialog.Foot, (RenderFragment)(foot => foot.AddMarkupContent(0, "<button>Stop</button>"))));

        var named = cut.Find("dialog").GetAttribute("aria-labelledby");
        Assert.Equal("Stop it?", cut.Find($"#{named}").TextContent);
        Assert.Equal("Stop", cut.Find(".dialog-foot button").TextContent);
    }
}
