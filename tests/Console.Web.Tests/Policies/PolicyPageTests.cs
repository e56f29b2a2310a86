using AgentConsole.Domain.Policies;
using AgentConsole.Infrastructure.Policies;
using AgentConsole.Web.Policies;
using AgentConsole.Web.Shell;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AgentConsole.Web.Tests.Policies;

public sealed class PolicyPageTests : PolicyStage
{
    [Fact]
    public async Task A_text_that_cannot_be_read_is_not_saved_and_its_place_is_a_button()
    {
        await SaveAsync(Sam, Small);
        var page = OpenSet();
        await TypeAsync("permit (principal, action, resource)\n  when { context.amount > };");

        await ClickAsync(page, "[data-editor-save]");

        await SeeAsync(() => Assert.Contains("Nothing was saved", page.Find("[data-tone=Danger]").TextContent, StringComparison.Ordinal));
        var place = page.Find(".faults [data-goto]");
        Assert.StartsWith("2:", place.GetAttribute("data-goto"), StringComparison.Ordinal);
        Assert.StartsWith("line 2, column", place.TextContent, StringComparison.Ordinal);
        Assert.Equal("2", page.Find("[data-editor=text]").GetAttribute("data-fault-lines"));
        Assert.Equal(Small.ReplaceLineEndings("\n"), (await SetAsync()).Draft!.Text);
    }

    [Fact]
    public async Task What_is_saved_is_checked_and_becomes_the_draft()
    {
        await PublishAsync(Small);
        var page = OpenSet();
        await TypeAsync(Small + "\n" + Asking, """[{"name":"small","given":{"tool":"billing.refund","args":{"order_id":"W-1","amount":900}},"expect":{"verdict":"allow"}}]""");

        await ClickAsync(page, "[data-editor-save]");

        await SeeAsync(() => Assert.Contains("1 of 1 test failed", page.Find(".report").TextContent, StringComparison.Ordinal));
        Assert.Contains("expected allow, got review by asking", page.Find(".report .got").TextContent, StringComparison.Ordinal);
        var saved = await SetAsync();
        Assert.Equal((1, 2), (saved.Live!.Number, saved.Draft!.Number));
        Assert.EndsWith(Asking.ReplaceLineEndings("\n"), saved.Draft.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tests_may_be_written_in_yaml()
    {
        await SaveAsync(Sam, Small);
        var page = OpenSet();
        await TypeAsync(Small, "- name: small\n  given: {tool: billing.refund, args: {order_id: W-1, amount: 5}}\n  expect: {verdict: allow, rule: small}\n");

        await ClickAsync(page, "[data-editor-save]");

        await SeeAsync(() => Assert.Contains("1 test passed", page.Find(".report").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_somebody_else_saved_meanwhile_is_not_written_over()
    {
        await SaveAsync(Sam, Small);
        var page = OpenSet();
        await TypeAsync(Small + "\n// mine");
        await SeeAsync(() => page.Find("[data-editor-dirty]"));
        await page.InvokeAsync(() => page.Find("[data-editor=text] [data-editor-dirty]").Change(true));

        await SaveAsync(Sid, Small + "\n// theirs");

        await SeeAsync(() => Assert.Contains("Sid saved version 1", page.Markup, StringComparison.Ordinal));
        await ClickAsync(page, "[data-editor-save]");
        await SeeAsync(() => Assert.Contains("Nothing was saved: somebody saved another text", page.Markup, StringComparison.Ordinal));
        Assert.EndsWith("// theirs", (await SetAsync()).Draft!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_nobody_typed_upon_follows_what_is_saved_elsewhere()
    {
        await SaveAsync(Sam, Small);
        var page = OpenSet();
        await SeeAsync(() => page.Find("#editor-text"));

        await SaveAsync(Sid, Asking);

        await SeeAsync(() => Assert.Equal(Asking.ReplaceLineEndings("\n"), page.Find("#editor-text").GetAttribute("value")));
    }

    [Fact]
    public async Task The_author_is_told_that_a_second_person_must_publish()
    {
        await SaveAsync(Sam, Small);

        var page = OpenSet("publish");

        await SeeAsync(() => Assert.Contains("A second person of role security must read and publish it.", page.Find(".verdict").TextContent, StringComparison.Ordinal));
        Assert.True(page.Find(".verdict .primary").HasAttribute("disabled"));
    }

    [Fact]
    public async Task A_second_person_reads_the_difference_the_check_and_the_backtest_and_publishes()
    {
        await PublishAsync(Small);
        await RefundAsync("W-1");
        await SaveAsync(Sam, Asking);
        await SitDownAsync(Sid);
        var page = OpenSet("publish");
        await SeeAsync(() => Assert.False(page.Find(".verdict .primary").HasAttribute("disabled")));
        Assert.Contains("Version 1, live", page.Find(".diff").TextContent, StringComparison.Ordinal);
        Assert.Contains("It may be published.", page.Find(".report").TextContent, StringComparison.Ordinal);
        Assert.Equal("Of 1 proposal in 7 days, 1 would change: 1 allow → review.", page.Find(".backtest .sentence").TextContent.Trim());

        await ClickAsync(page, ".verdict .primary");

        await SeeAsync(() => Assert.Contains("live: version 2", page.Find(".page-head").TextContent, StringComparison.Ordinal));
        Assert.Equal(2, (await SetAsync()).Set.LiveVersion);
    }

    [Fact]
    public async Task A_draft_that_changes_under_the_publishers_eyes_must_be_read_again()
    {
        await SaveAsync(Sam, Small);
        await SitDownAsync(Sid);
        var page = OpenSet("publish");
        await SeeAsync(() => Assert.False(page.Find(".verdict .primary").HasAttribute("disabled")));

        await SaveAsync(Sam, Asking);

        await SeeAsync(() => Assert.Contains("The draft changed while you read it.", page.Find(".verdict").TextContent, StringComparison.Ordinal));
        Assert.Empty(page.FindAll(".verdict .primary"));
    }

    [Fact]
    public async Task A_draft_that_fails_its_tests_cannot_be_published_and_the_failure_is_shown()
    {
        await SaveAsync(Sam, Small, tests: """[{"name":"large","given":{"tool":"billing.refund","args":{"order_id":"W-1","amount":900}},"expect":{"verdict":"allow"}}]""");
        await SitDownAsync(Sid);

        var page = OpenSet("publish");

        await SeeAsync(() => Assert.Contains("It does not pass its check", page.Find(".verdict").TextContent, StringComparison.Ordinal));
        Assert.True(page.Find(".verdict .primary").HasAttribute("disabled"));
        Assert.Contains("got deny by default_deny", page.Find(".report").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_click_and_a_yes_roll_back_to_the_version_before()
    {
        await PublishAsync(Small);
        await PublishAsync(Asking);
        var page = OpenSet();
        await SeeAsync(() => Assert.Contains("Roll back…", page.Find(".page-head").TextContent, StringComparison.Ordinal));
        await page.InvokeAsync(() => page.FindAll(".page-head button").Single(button => button.TextContent.Contains("Roll back", StringComparison.Ordinal)).ClickAsync());
        await SeeAsync(() => Assert.Equal("Roll back to version 1", page.Find("#roll-back .final").TextContent));

        await ClickAsync(page, "#roll-back .final");

        await SeeAsync(() => Assert.Contains("live: version 1", page.Find(".page-head").TextContent, StringComparison.Ordinal));
        Assert.Equal(1, (await SetAsync()).Set.LiveVersion);
    }

    [Fact]
    public async Task A_shadow_shows_what_it_would_have_answered_otherwise()
    {
        await PublishAsync(Small);
        await SaveAsync(Sam, Asking);
        var page = OpenSet("shadow");
        await SeeAsync(() => Assert.Equal("Nothing is in shadow", page.Find(".empty h2").TextContent));
        await ClickAsync(page, ".page-head button");
        await SeeAsync(() => Assert.Contains("Version 2 in shadow", page.Markup, StringComparison.Ordinal));

        await RefundAsync("W-1");

        await SeeAsync(() => Assert.StartsWith("1 of 1 differ: 1 allow → review.", page.Find(".shadow-head .sentence").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_discarded_draft_of_a_set_that_never_decided_takes_the_set_along()
    {
        await SaveAsync(Sam, Small);
        var page = OpenSet();

        await ClickAsync(page, "#discard-draft .final");

        await SeeAsync(() => Assert.EndsWith("/policies", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal));
        Assert.Null(await Console.Get<PolicyQuery>().FindAsync("refunds", CancellationToken.None));
    }

    [Fact]
    public async Task Rules_are_listed_with_what_they_say_of_themselves()
    {
        await PublishAsync(Small + "\n" + Asking);

        var page = OpenSet("rules");

        await SeeAsync(() => Assert.Equal(2, page.FindAll("tbody tr").Count));
        var (small, asking) = (page.FindAll("tbody tr")[0].TextContent, page.FindAll("tbody tr")[1].TextContent);
        Assert.Contains("A small refund.", small, StringComparison.Ordinal);
        Assert.Contains("team:billing", small, StringComparison.Ordinal);
        Assert.Contains("finance", asking, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Any_two_versions_can_be_compared()
    {
        await PublishAsync(Small);
        await PublishAsync(Asking);
        await PublishAsync(Small + "\n" + Asking);
        var page = OpenSet("versions");
        await SeeAsync(() => Assert.Equal(3, page.FindAll("tbody tr").Count));

        await page.InvokeAsync(() => page.FindAll(".pick select")[0].Change("1"));
        await page.InvokeAsync(() => page.FindAll(".pick select")[1].Change("2"));

        await SeeAsync(() => Assert.Contains("Version 2, retired", page.Find(".sides .head").TextContent, StringComparison.Ordinal));
        Assert.Contains("Version 1, retired", page.Find(".sides .head").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_past_proposal_is_tried_and_compared_with_what_was_answered()
    {
        await PublishAsync(Small);
        var proposal = await RefundAsync("W-1");
        await SaveAsync(Sam, Asking);
        var page = OpenSet("try");
        await SeeAsync(() => page.Find("#trial-id"));
        await page.InvokeAsync(() => page.Find("#trial-id").Input(proposal.Id.ToString()));

        await ClickAsync(page, ".trial .primary");

        await SeeAsync(() => Assert.Contains("It was answered otherwise", page.Find(".trial").TextContent, StringComparison.Ordinal));
        Assert.Contains("review", page.Find(".trial .answer").TextContent, StringComparison.Ordinal);
        Assert.Contains("1 person of finance", page.Find(".trial").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_is_made_up_begins_with_a_sensible_example_and_faults_are_said()
    {
        await PublishAsync(Small);
        var page = OpenSet("try");
        await SeeAsync(() => Assert.Equal(2, page.FindAll("input[name=trial-source]").Count));
        await page.InvokeAsync(() => page.FindAll("input[name=trial-source]")[1].Change(true));
        await page.InvokeAsync(() => page.Find("#trial-tool").Change("billing.refund"));
        await SeeAsync(() => Assert.Contains("\"amount\"", page.Find("#trial-given").GetAttribute("value"), StringComparison.Ordinal));
        await ClickAsync(page, ".trial .primary");
        await SeeAsync(() => Assert.Contains("allow", page.Find(".trial .answer").TextContent, StringComparison.Ordinal));

        await page.InvokeAsync(() => page.Find("#trial-given").Change("""{"tool":"billing.refund","args":{"amount":"x"}}"""));
        await ClickAsync(page, ".trial .primary");

        await SeeAsync(() => Assert.Contains("/args", page.Find(".trial [data-tone=Warn]").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_may_only_read_sees_the_text_and_no_button()
    {
        await PublishAsync(Small);
        await SitDownAsync(Ben);

        var page = OpenSet();

        await SeeAsync(() => page.Find("#editor-text"));
        Assert.True(page.Find("#editor-text").HasAttribute("readonly"));
        Assert.Empty(page.FindAll("[data-editor-save]"));
        Assert.Empty(page.FindAll(".page-head button"));
    }

    [Fact]
    public async Task What_an_author_wrote_stays_text()
    {
        await PublishAsync("""@id("<script>alert(1)</script>") @reason("x\u{202e}<b>y</b>") permit (principal, action, resource);""");

        var page = OpenSet("rules");

        await SeeAsync(() => page.Find("tbody tr"));
        Assert.Empty(page.FindAll("tbody script, tbody b"));
        Assert.Contains("[U+202E]", page.Find("tbody tr").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_set_that_is_not_there_is_said()
    {
        var page = OpenSet(set: "nothing");

        await SeeAsync(() => Assert.Equal("There is no such policy set", page.Find(".empty h2").TextContent));
    }
}
