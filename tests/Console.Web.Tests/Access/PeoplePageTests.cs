using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Access;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Testing;
using AgentConsole.Testing.Persistence;
using AgentConsole.Web.Access;
using AgentConsole.Web.Shell;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AgentConsole.Web.Tests.Access;

public sealed class PeoplePageTests : ShellContext, IAsyncLifetime
{
    private TestConsole _console = null!;

    public async ValueTask InitializeAsync()
    {
        _console = await TestConsole.StartAsync(await TestDatabase.CreateAsync(DatabaseProvider.Sqlite), Clock, services => services.AddAccess());
        Services.AddSingleton(_console.Feed);
        Services.AddSingleton(_console.Get<PersonQuery>());
        Services.AddSingleton(_console.Get<Standings>());
        Services.AddSingleton(new PeopleDesk(_console.Get<AddPersonHandler>(), _console.Get<ChangeRolesHandler>(), _console.Get<DisablePersonHandler>(),
            _console.Get<IssuePasswordLinkHandler>(), _console.Get<SecondFactorHandler>()));
    }

    [Fact]
    public async Task An_admin_adds_somebody_and_is_shown_the_link_once()
    {
        await SignInAsync("root@example.com", Role.Admin);
        var page = Render<PeoplePage>();

        await page.Find("#person-email").ChangeAsync(new ChangeEventArgs { Value = "ana@example.com" });
        await page.Find("#new-auditor").ChangeAsync(new ChangeEventArgs { Value = true });
        await page.Find(".add form").SubmitAsync();

        await Eventually.IsTrueAsync(Clock, () => page.Find("table").TextContent.Contains("ana@example.com", StringComparison.Ordinal), "she is listed");
        Assert.Contains("/account/password?code=", page.Find(".value code").TextContent, StringComparison.Ordinal);
        Assert.Contains("no password yet", page.Find("table").TextContent, StringComparison.Ordinal);
        var added = await _console.Get<PersonQuery>().FindByEmailAsync("ana@example.com", CancellationToken.None);
        Assert.Equal([Role.Reviewer, Role.Auditor], (await _console.Get<PersonQuery>().FindAsync(added!.Value, CancellationToken.None))!.Roles);
        await page.Find("button.link").ClickAsync();
        Assert.Empty(page.FindAll(".value code"));
    }

    [Fact]
    public async Task Who_does_not_manage_people_sees_why()
    {
        await SignInAsync("sec@example.com", Role.Security);

        var page = Render<PeoplePage>();

        Assert.Contains("needs the role admin", page.Markup, StringComparison.Ordinal);
        Assert.Contains("sec@example.com", page.Find("table").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".add"));
        Assert.DoesNotContain(page.FindAll("button"), button => button.TextContent.StartsWith("Change", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_admin_changes_roles_and_shuts_somebody_out()
    {
        await SignInAsync("root@example.com", Role.Admin);
        var ana = await AddAsync("ana@example.com", Role.Reviewer);
        var page = Render<PeoplePage>();

        await ClickAsync(page, "table button", button => button.TextContent.Contains("ana", StringComparison.Ordinal));
        await page.Find($"#{ana}-finance").ChangeAsync(new ChangeEventArgs { Value = true });
        await ClickAsync(page, ".opened button", button => button.TextContent == "Keep these roles");
        await ClickAsync(page, ".opened button", button => button.TextContent.Trim() == "Disable");

        await Eventually.IsTrueAsync(Clock, () => page.Find("table").TextContent.Contains("disabled", StringComparison.Ordinal), "the list says disabled");
        var row = (await _console.Get<PersonQuery>().FindAsync(ana, CancellationToken.None))!;
        Assert.True(row.IsDisabled);
        Assert.Equal([Role.Reviewer, Role.Finance], row.Roles);
    }

    [Fact]
    public async Task A_link_into_an_account_wants_a_sign_in_of_a_moment_ago()
    {
        await SignInAsync("root@example.com", Role.Admin);
        await AddAsync("ana@example.com", Role.Reviewer);
        var page = Render<PeoplePage>();
        Clock.Advance(AccessLimits.FreshSignInMax + TimeSpan.FromMinutes(1));

        await ClickAsync(page, "table button", button => button.TextContent.Contains("ana", StringComparison.Ordinal));
        await ClickAsync(page, ".opened button", button => button.TextContent.Contains("link", StringComparison.OrdinalIgnoreCase));

        Assert.Empty(page.FindAll(".value code"));
        Assert.Contains("Sign out and in again", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_right_that_was_lost_meanwhile_is_lost_on_the_open_page_too()
    {
        var admin = await SignInAsync("root@example.com", Role.Admin);
        await AddAsync("second@example.com", Role.Admin);
        var page = Render<PeoplePage>();
        await page.Find("#person-email").ChangeAsync(new ChangeEventArgs { Value = "ana@example.com" });

        await _console.Get<ChangeRolesHandler>().HandleAsync(new(new Caller.Server(), admin, new HashSet<Role> { Role.Auditor }), CancellationToken.None);
        // The page may have heard already, and hears by itself: looking and sending is one step.
        await page.InvokeAsync(() => page.FindAll(".add form") is [var form, ..] ? form.SubmitAsync() : Task.CompletedTask);

        Assert.Null(await _console.Get<PersonQuery>().FindByEmailAsync("ana@example.com", CancellationToken.None));
    }

    [Fact]
    public async Task Whoever_is_shut_out_while_the_page_is_open_sees_nothing_new()
    {
        var admin = await SignInAsync("root@example.com", Role.Admin);
        var page = Render<PeoplePage>();
        await Eventually.IsTrueAsync(Clock, () => page.FindAll("table").Count > 0, "the list is there");
        await AddAsync("second@example.com", Role.Admin);

        await _console.Get<DisablePersonHandler>().HandleAsync(new(new Caller.Server(), admin, true), CancellationToken.None);
        await Eventually.IsTrueAsync(Clock, () => page.Markup.Contains("Your sign-in has ended", StringComparison.Ordinal), "the page says that the sign-in is over");
        await AddAsync("third@example.com", Role.Admin);
        await page.InvokeAsync(page.Instance.ReloadAsync);

        Assert.Equal(LiveState.Denied, page.Instance.State);
        Assert.DoesNotContain("@example.com", page.Markup.Replace("name@example.com", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.False(page.Instance.CanDecide);
    }

    [Fact]
    public async Task Whoever_loses_the_role_while_the_page_is_open_is_told_so()
    {
        await AddAsync("root@example.com", Role.Admin);
        var reader = await SignInAsync("sec@example.com", Role.Security);
        var page = Render<PeoplePage>();
        await Eventually.IsTrueAsync(Clock, () => page.FindAll("table").Count > 0, "the list is there");

        await _console.Get<ChangeRolesHandler>().HandleAsync(new(new Caller.Server(), reader, new HashSet<Role> { Role.Reviewer }), CancellationToken.None);

        await Eventually.IsTrueAsync(Clock, () => page.Markup.Contains("Not allowed", StringComparison.Ordinal), "the page says that it is not allowed");
        Assert.Equal(LiveState.Denied, page.Instance.State);
        Assert.Empty(page.FindAll("table"));
    }

    [Fact]
    public async Task A_sign_in_of_yesterday_reads_nothing_more()
    {
        await SignInAsync("sec@example.com", Role.Security);
        var page = Render<PeoplePage>();
        await Eventually.IsTrueAsync(Clock, () => page.FindAll("table").Count > 0, "the list is there");

        Clock.Advance(AccessLimits.SignInAgeMax + TimeSpan.FromSeconds(1));
        await AddAsync("ana@example.com", Role.Reviewer);

        await Eventually.IsTrueAsync(Clock, () => page.Markup.Contains("Your sign-in has ended", StringComparison.Ordinal), "the page says that the sign-in is over");
        Assert.DoesNotContain("ana@example.com", page.Markup, StringComparison.Ordinal);
    }

    // The page renders by itself, so finding and clicking is one step.
    private static Task ClickAsync(IRenderedComponent<PeoplePage> page, string selector, Func<AngleSharp.Dom.IElement, bool> which) =>
        page.InvokeAsync(() => page.FindAll(selector).First(which).ClickAsync());

    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        var database = _console.Database;
        await _console.DisposeAsync();
        await database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private async Task<PersonId> AddAsync(string email, params Role[] roles) =>
        ((AddPersonOutcome.Added)await _console.Get<AddPersonHandler>().HandleAsync(
            new(new Caller.Server(), email, "", roles.ToHashSet(), null), CancellationToken.None)).Id;

    private async Task<PersonId> SignInAsync(string email, params Role[] roles)
    {
        var id = await AddAsync(email, roles);
        var standing = await _console.Get<Standings>().OfPersonAsync(id, CancellationToken.None);
        Services.AddSingleton<AuthenticationStateProvider>(new SignedInState(standing!, Clock.GetUtcNow()));
        return id;
    }
}
