using AgentConsole.Domain.Access;
using AgentConsole.Domain.Incidents;
using AgentConsole.Domain.Telemetry;
using AgentConsole.Infrastructure.Agents;
using AgentConsole.Infrastructure.Incidents;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Telemetry;
using AgentConsole.Testing.Builders;
using AgentConsole.Web.Incidents;
using AgentConsole.Web.Shell;
using AgentConsole.Web.Tests.Reviews;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using ReportFailure = AgentConsole.Web.Incidents.ReportFailure;

namespace AgentConsole.Web.Tests.Incidents;

public sealed class IncidentPageTests : ReviewStage
{
    private const string Run = "run-<b>9</b>";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Services.AddSingleton(Console.Get<ChangeIncidentHandler>());
        Services.AddSingleton(Console.Get<RefreshBundleHandler>());
        Services.AddSingleton(Console.Get<AgentRights>());
        await Console.Get<TraceIntake>().TakeAsync(A.AgentCaller(RefundAgent), [new NumberedDraft(1, new TraceDraft
        {
            At = Clock.GetUtcNow(),
            Kind = TraceKind.ToolCall,
            Tool = "crm.<i>update</i>",
            Run = Run,
            Outcome = TraceOutcome.Error,
        })], CancellationToken.None);
    }

    [Fact]
    public async Task A_reviewer_reports_a_run_in_one_click_and_lands_on_its_incident()
    {
        var button = Render<ReportFailure>(parameters => parameters.Add(one => one.Agent, RefundAgent).Add(one => one.Environment, "production").Add(one => one.Run, Run).Add(one => one.CanDecide, true));
        await SeeAsync(() => Assert.Equal("Report failure", button.Find("button").TextContent.Trim()));

        await button.Find("button").ClickAsync(new());

        var id = (await Console.Get<IncidentQuery>().OpenAboutAsync(RefundAgent, "production", Run, null, null, default))!.Value;
        Assert.EndsWith(Links.Incident(id.ToString()), Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
        Assert.Equal(Links.Incident(id.ToString()), button.Find("a").GetAttribute("href"));
    }

    [Fact]
    public async Task Somebody_who_may_not_report_sees_no_button()
    {
        await SitDownAsync(await PersonAsync("Aud", Role.Auditor));

        var button = Render<ReportFailure>(parameters => parameters.Add(one => one.Agent, RefundAgent).Add(one => one.Environment, "production").Add(one => one.Run, Run).Add(one => one.CanDecide, true));

        Assert.Empty(button.FindAll("button"));
    }

    [Fact]
    public async Task Oncall_sees_what_is_missing_answers_it_and_closes()
    {
        var page = await OpenAsync(await PersonAsync("Ola", Role.Oncall));
        await SeeAsync(() => Assert.Contains("Asked first, and not answered yet", page.Markup, StringComparison.Ordinal));
        Assert.Contains("crm.<i>update</i>", page.Find("section[aria-label='What happened']").TextContent, StringComparison.Ordinal);

        await page.Find("#close-what").ChangeAsync(new ChangeEventArgs { Value = "update-fails" });
        await ClickAsync(page, "Close incident");
        await SeeAsync(() => Assert.Contains("The access review is not answered.", page.Find(".notice[role=alert]").TextContent, StringComparison.Ordinal));
        await page.Find("#review-excess").ChangeAsync(new ChangeEventArgs { Value = "crm.delete" });
        await page.Find("#review-used").ChangeAsync(new ChangeEventArgs { Value = "crm.update" });
        await page.Find(".answers").SubmitAsync();
        await SeeAsync(() => Assert.Contains("Answered by Ola", page.Markup, StringComparison.Ordinal));
        await ClickAsync(page, "Close incident");

        await SeeAsync(() => Assert.Contains("update-fails", page.Find("section[aria-label='Closed on']").TextContent, StringComparison.Ordinal));
        Assert.Contains("closed it on eval case", page.Find(".timeline").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reviewer_adds_a_note_and_closes_nothing()
    {
        var page = await OpenAsync(Ben);
        await SeeAsync(() => Assert.NotEmpty(page.FindAll("#incident-note")));
        Assert.Empty(page.FindAll("#close-what"));

        await page.Find("#incident-note").InputAsync(new ChangeEventArgs { Value = "<script>alert(1)</script>" });
        await page.Find("form:has(#incident-note)").SubmitAsync();

        await SeeAsync(() => Assert.Contains("<script>alert(1)</script>", page.Find(".noted").TextContent, StringComparison.Ordinal));
        Assert.Empty(page.FindAll("script"));
    }

    [Fact]
    public async Task An_incident_that_there_is_not_is_told_as_such()
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(Links.Incident("inc_nothing"));

        var page = Render<IncidentPage>();

        await SeeAsync(() => Assert.Contains("There is no such incident", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_list_shows_what_is_open_and_who_looks_after_it()
    {
        await OpenAsync(Ben);

        var page = Render<IncidentsPage>();

        await SeeAsync(() => Assert.Contains("nobody yet", page.Find("td[data-label=Owner]").TextContent, StringComparison.Ordinal));
        Assert.Contains("run-<b>9</b>", page.Find("td[data-label=Incident]").TextContent, StringComparison.Ordinal);
    }

    private async Task<IRenderedComponent<IncidentPage>> OpenAsync(Caller.Person reader)
    {
        var outcome = await Console.Get<ReportFailureHandler>().HandleAsync(new(Ana, new FailureSubject.OfRun(Run, RefundAgent, "production")), CancellationToken.None);
        await SitDownAsync(reader);
        Services.GetRequiredService<NavigationManager>().NavigateTo(Links.Incident(Assert.IsType<ReportOutcome.Opened>(outcome).Id.ToString()));
        return Render<IncidentPage>();
    }

    private static Task ClickAsync(IRenderedComponent<IncidentPage> page, string text) => page.FindAll("button").Single(button => button.TextContent.Trim() == text).ClickAsync(new());
}
