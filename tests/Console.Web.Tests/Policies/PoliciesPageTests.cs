using AgentConsole.Domain.Policies;
using AgentConsole.Infrastructure.Policies;
using AgentConsole.Web.Policies;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AgentConsole.Web.Tests.Policies;

public sealed class PoliciesPageTests : PolicyStage
{
    [Fact]
    public async Task Without_a_set_the_page_says_that_a_person_decides_and_how_to_begin()
    {
        var page = Render<PoliciesPage>();

        await SeeAsync(() => Assert.Equal("No policy set was written yet", page.Find(".empty h2").TextContent));
        Assert.Contains("No policy set is published: a person decides everything.", page.Find(".page-head p").TextContent, StringComparison.Ordinal);
        Assert.Contains("New policy set", page.Find(".page-head button").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_sentence_counts_what_decides_and_the_rows_say_who_published_it()
    {
        await PublishAsync(Small + "\n" + Asking);
        await PublishAsync(Asking.Replace("asking", "other", StringComparison.Ordinal), "other");
        await SaveAsync(Sam, Asking);

        var page = Render<PoliciesPage>();

        await SeeAsync(() => Assert.Equal("2 sets, 3 rules decide; everything else is denied.", page.Find(".page-head p").TextContent));
        var refunds = page.FindAll("tbody tr").Single(row => row.TextContent.Contains("refunds", StringComparison.Ordinal)).TextContent;
        Assert.Contains("by Sid", refunds, StringComparison.Ordinal);
        Assert.Contains("version 2", refunds, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_published_elsewhere_appears_by_itself()
    {
        var page = Render<PoliciesPage>();
        await SeeAsync(() => page.Find(".empty h2"));

        await PublishAsync(Small);

        await SeeAsync(() => Assert.Equal("1 set, 1 rule decides; everything else is denied.", page.Find(".page-head p").TextContent));
    }

    [Fact]
    public async Task The_address_narrows_the_list_by_name()
    {
        await SaveAsync(Sam, Small);
        await SaveAsync(Sam, Asking, "mail");
        GoTo("/policies?q=REF");

        var page = Render<PoliciesPage>();

        await SeeAsync(() => Assert.Equal("refunds", Assert.Single(page.FindAll("tbody .name")).TextContent));
    }

    [Fact]
    public async Task A_new_set_begins_as_a_draft_that_allows_nothing()
    {
        var page = Render<PoliciesPage>();
        await SeeAsync(() => page.Find("#set-name"));
        await page.InvokeAsync(() => page.Find("#set-name").Input("refunds"));

        await ClickAsync(page, ".dialog-foot .primary");

        await SeeAsync(() => Assert.EndsWith("/policies/refunds", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal));
        var draft = (await SetAsync()).Draft!;
        Assert.Equal(PolicyVersionStatus.Draft, draft.Status);
        Assert.Empty(PolicyChecker.Unreadable(PolicyEngine.Cedar, draft.Text));
    }

    [Theory, InlineData("Refunds!"), InlineData("log"), InlineData("taken")]
    public async Task A_name_that_cannot_be_taken_is_refused_in_the_dialog(string name)
    {
        await SaveAsync(Sam, Small, "taken");
        var page = Render<PoliciesPage>();
        await SeeAsync(() => page.Find("#set-name"));
        await page.InvokeAsync(() => page.Find("#set-name").Input(name));

        await ClickAsync(page, ".dialog-foot .primary");

        await SeeAsync(() => page.Find(".dialog-body .fault"));
        Assert.Equal("taken", Assert.Single(await Console.Get<PolicyQuery>().ListAsync(CancellationToken.None)).Set.Name);
    }

    [Fact]
    public async Task Who_may_not_write_is_not_offered_to()
    {
        await SaveAsync(Sam, Small);
        await SitDownAsync(Ben);

        var page = Render<PoliciesPage>();

        await SeeAsync(() => page.Find("tbody tr"));
        Assert.Empty(page.FindAll(".page-head button"));
        Assert.Empty(page.FindAll("#set-name"));
    }
}
