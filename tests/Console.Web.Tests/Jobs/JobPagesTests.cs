using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Agents;
using AgentConsole.Infrastructure.Agents.Schedules;
using AgentConsole.Infrastructure.Jobs;
using AgentConsole.Infrastructure.Jobs.Acts;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Web.Jobs;
using AgentConsole.Web.Tests.Reviews;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AgentConsole.Web.Tests.Jobs;

public sealed class JobPagesTests : ReviewStage
{
    private Caller.Person _olga = null!;
    private Caller.Person _dora = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        (_olga, _dora) = (await PersonAsync("Olga", Role.Oncall), await PersonAsync("dri", Role.Dri));
        Services.AddSingleton(Console.Get<JobsQuery>());
        Services.AddSingleton(Console.Get<ActOnJobHandler>());
        Services.AddSingleton(Console.Get<SchedulesQuery>());
        Services.AddSingleton(Console.Get<OrderScheduledRunHandler>());
        Services.AddSingleton(Console.Get<AgentRights>());
        Services.AddSingleton(new ScheduleHandlers(Console.Get<SaveScheduleHandler>(), Console.Get<RemoveScheduleHandler>(), Console.Get<OrderScheduledRunHandler>()));
    }

    [Fact]
    public async Task A_paused_job_that_people_wait_for_is_said_loudly_with_what_it_means()
    {
        await SitDownAsync(_olga);
        var page = Render<JobsPage>();
        await SeeAsync(() => Assert.Contains("Pause…", RowOf(page, "proposals.expire").TextContent, StringComparison.Ordinal));

        await page.InvokeAsync(() => RowOf(page, "proposals.expire").QuerySelectorAll("button").Single(button => button.TextContent == "Pause…").Click());
        Assert.Contains("Overdue proposals stay in the queue", page.Find("dialog").TextContent, StringComparison.Ordinal);
        await ClickAsync(page, "Pause job");

        await SeeAsync(() => Assert.Contains("proposals.expire is paused", page.Find(".notice[data-tone=Danger]").TextContent, StringComparison.Ordinal));
        Assert.Contains("Overdue proposals stay in the queue", page.Find(".notice[data-tone=Danger]").TextContent, StringComparison.Ordinal);
        await page.InvokeAsync(() => RowOf(page, "proposals.expire").QuerySelectorAll("button").Single(button => button.TextContent == "Resume").Click());
        await SeeAsync(() => Assert.Empty(page.FindAll(".notice[data-tone=Danger]")));
    }

    [Fact]
    public async Task Whoever_only_reads_has_no_button_and_an_unknown_job_is_said_to_be_unknown()
    {
        await SitDownAsync(_dora);
        var page = Render<JobsPage>();
        await SeeAsync(() => Assert.Contains("Verifies the ledger", RowOf(page, "ledger.verify").TextContent, StringComparison.Ordinal));
        Assert.Empty(RowOf(page, "ledger.verify").QuerySelectorAll("button"));

        var unknown = Render<JobPage>(job => job.Add(one => one.Name, "ledger.nothing"));
        await SeeAsync(() => Assert.Contains("There is no such job", unknown.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_form_shows_the_next_five_times_and_the_field_that_is_wrong_before_anything_is_kept()
    {
        await SitDownAsync(_dora);
        var page = Render<SchedulePage>();
        await SeeAsync(() => Assert.Equal(5, page.FindAll(".next li").Count));

        await page.Find("#s-cron").ChangeAsync(new ChangeEventArgs { Value = "0 25 * * *" });
        Assert.Contains("The hour \"25\" cannot be read", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.True(page.FindAll("button").Single(button => button.TextContent == "Keep schedule").HasAttribute("disabled"));

        await page.Find("#s-cron").ChangeAsync(new ChangeEventArgs { Value = "30 5 * * *" });
        await page.Find("#s-zone").ChangeAsync(new ChangeEventArgs { Value = "Europe/Zurich" });
        Assert.Equal("Fri 2026-04-10 05:30 +02:00", page.FindAll(".next li")[0].TextContent);
        await page.Find("#s-agent").ChangeAsync(new ChangeEventArgs { Value = RefundAgent });
        await page.Find("#s-name").ChangeAsync(new ChangeEventArgs { Value = "nightly" });
        await page.Find("#s-url").ChangeAsync(new ChangeEventArgs { Value = "https://agents.example.com/start" });
        await page.Find("#s-input").ChangeAsync(new ChangeEventArgs { Value = "[1" });
        await page.Find("form").SubmitAsync();
        Assert.Contains("must be a JSON object", page.Markup, StringComparison.Ordinal);
        await page.Find("#s-input").ChangeAsync(new ChangeEventArgs { Value = """{"mailbox":"support"}""" });
        await page.Find("form").SubmitAsync();

        var list = Render<SchedulesPage>();
        await SeeAsync(() => Assert.Contains("30 5 * * *", RowOf(list, "nightly").TextContent, StringComparison.Ordinal));
        Assert.Contains("active", RowOf(list, "nightly").TextContent, StringComparison.Ordinal);
    }

    protected override void Furnish(IServiceCollection services, DatabaseOptions database) => services.AddSchedules().AddJobs(database);

    private static AngleSharp.Dom.IElement RowOf(IRenderedComponent<IComponent> page, string name) =>
        page.FindAll("tbody tr").First(row => row.QuerySelector("a")!.TextContent == name);

    private static Task ClickAsync(IRenderedComponent<IComponent> page, string words) =>
        page.InvokeAsync(() => page.FindAll("button").Single(button => button.TextContent == words).Click());
}
