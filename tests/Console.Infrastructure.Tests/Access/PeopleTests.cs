using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Access;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Testing.Ledger;
using AgentConsole.Testing.Persistence;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Access;

public sealed class PeopleTests
{
    private static readonly IReadOnlySet<Role> Reviewer = new HashSet<Role> { Role.Reviewer };

    [Theory]
    [EveryDatabase]
    public async Task One_of_many_who_add_the_same_address_wins(DatabaseProvider provider)
    {
        await using var console = await AccessConsole.StartAsync(provider);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(number => Task.Run(() => console.Get<AddPersonHandler>().HandleAsync(
            new(new Caller.Server(), number % 2 == 0 ? "Ana@Example.com" : "ana@example.com", "Ana", Reviewer, null), CancellationToken.None))));

        Assert.Single(outcomes.OfType<AddPersonOutcome.Added>());
        Assert.All(outcomes.OfType<AddPersonOutcome.Refused>(), refused => Assert.Equal(AccessRefusal.EmailTaken, refused.Why));
        Assert.Single(await console.WholeLedgerAsync(), entry => entry.Kind == "person_added");
    }

    [Fact]
    public async Task The_chain_holds_no_address_and_no_name()
    {
        await using var console = await AccessConsole.StartAsync(DatabaseProvider.Sqlite);
        await console.AddPersonAsync("ana.lovelace@example.com", Role.Admin);

        Assert.All(await console.WholeLedgerAsync(), entry =>
            Assert.DoesNotContain("lovelace", entry.Payload + entry.Subject + entry.Actor, StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData(Role.Reviewer)]
    [InlineData(Role.Security)]
    [InlineData(Role.Auditor)]
    [InlineData(Role.Dri)]
    public async Task Only_an_admin_manages_people(Role role)
    {
        await using var console = await AccessConsole.StartAsync(DatabaseProvider.Sqlite);
        var caller = await console.AddPersonAsync("somebody@example.com", role);

        var added = await console.Get<AddPersonHandler>().HandleAsync(new(caller, "new@example.com", "", Reviewer, null), CancellationToken.None);
        var changed = await console.Get<ChangeRolesHandler>().HandleAsync(
            new(caller, caller.Id, new HashSet<Role> { Role.Admin }), CancellationToken.None);

        Assert.Equal(AccessRefusal.RoleMissing, Assert.IsType<AddPersonOutcome.Refused>(added).Why);
        Assert.Equal(AccessRefusal.RoleMissing, Assert.IsType<AccessOutcome.Refused>(changed).Why);
    }

    [Fact]
    public async Task The_last_admin_stays_one()
    {
        await using var console = await AccessConsole.StartAsync(DatabaseProvider.Sqlite);
        var admin = await console.AddPersonAsync("root@example.com", Role.Admin);
        var second = await console.AddPersonAsync("second@example.com", Role.Admin);
        await console.Get<DisablePersonHandler>().HandleAsync(new(admin, second.Id, true), CancellationToken.None);

        var demoted = await console.Get<ChangeRolesHandler>().HandleAsync(new(admin, admin.Id, Reviewer), CancellationToken.None);
        var disabled = await console.Get<DisablePersonHandler>().HandleAsync(new(new Caller.Server(), admin.Id, true), CancellationToken.None);

        Assert.Equal(AccessRefusal.LastAdmin, Assert.IsType<AccessOutcome.Refused>(demoted).Why);
        Assert.Equal(AccessRefusal.LastAdmin, Assert.IsType<AccessOutcome.Refused>(disabled).Why);
    }

    [Theory]
    [EveryDatabase]
    public async Task Of_a_change_in_two_parts_none_stays_where_one_is_refused(DatabaseProvider provider)
    {
        await using var console = await AccessConsole.StartAsync(provider);
        var admin = await console.AddPersonAsync("root@example.com", Role.Admin);
        await console.AddPersonAsync("second@example.com", Role.Admin);
        var before = (await console.WholeLedgerAsync()).Count;
        var handler = console.Get<ChangePersonHandler>();

        var refused = await handler.HandleAsync(new(admin, admin.Id, Reviewer, IsDisabled: true), CancellationToken.None);

        Assert.Equal(AccessRefusal.OwnAccount, Assert.IsType<AccessOutcome.Refused>(refused).Why);
        var row = await console.Get<PersonQuery>().FindAsync(admin.Id, CancellationToken.None);
        Assert.Equal([Role.Admin], row!.Roles);
        Assert.Equal(before, (await console.WholeLedgerAsync()).Count);
    }

    [Theory]
    [EveryDatabase]
    public async Task Both_parts_of_a_change_are_written_together(DatabaseProvider provider)
    {
        await using var console = await AccessConsole.StartAsync(provider);
        var admin = await console.AddPersonAsync("root@example.com", Role.Admin);
        var ana = await console.AddPersonAsync("ana@example.com", Role.Auditor);

        await console.Get<ChangePersonHandler>().HandleAsync(new(admin, ana.Id, Reviewer, IsDisabled: true), CancellationToken.None);

        var row = await console.Get<PersonQuery>().FindAsync(ana.Id, CancellationToken.None);
        Assert.True(row!.IsDisabled);
        Assert.Equal([Role.Reviewer], row.Roles);
        Assert.Equal(["roles_changed", "person_disabled"], (await console.WholeLedgerAsync())[^2..].Select(entry => entry.Kind));
    }

    [Theory]
    [EveryDatabase]
    public async Task Two_admins_who_demote_each_other_at_once_leave_one(DatabaseProvider provider)
    {
        await using var console = await AccessConsole.StartAsync(provider);
        var one = await console.AddPersonAsync("one@example.com", Role.Admin);
        var other = await console.AddPersonAsync("other@example.com", Role.Admin);
        var handler = console.Get<ChangeRolesHandler>();

        var outcomes = await Task.WhenAll(
            Task.Run(() => handler.HandleAsync(new(one, other.Id, Reviewer), CancellationToken.None)),
            Task.Run(() => handler.HandleAsync(new(other, one.Id, Reviewer), CancellationToken.None)));

        Assert.Single(outcomes.OfType<AccessOutcome.Done>());
        Assert.Equal(AccessRefusal.LastAdmin, Assert.Single(outcomes.OfType<AccessOutcome.Refused>()).Why);
    }

    [Fact]
    public async Task Nobody_issues_a_token_for_somebody_else()
    {
        await using var console = await AccessConsole.StartAsync(DatabaseProvider.Sqlite);
        var admin = await console.AddPersonAsync("root@example.com", Role.Admin);
        var person = await console.AddPersonAsync("ana@example.com", Role.Reviewer);

        var outcome = await console.Get<IssueTokenHandler>().HandleAsync(new(admin, person.Id, "not mine", null), CancellationToken.None);

        Assert.Equal(AccessRefusal.RoleMissing, Assert.IsType<IssueTokenOutcome.Refused>(outcome).Why);
    }

    [Fact]
    public async Task Whoever_issues_a_key_holds_it_whatever_they_say()
    {
        await using var console = await AccessConsole.StartAsync(DatabaseProvider.Sqlite);
        await console.IssueKeyAsync();
        var admin = await console.AddPersonAsync("root@example.com", Role.Admin);
        var other = await console.AddPersonAsync("other@example.com", Role.Reviewer);

        var outcome = await console.Get<IssueAgentKeyHandler>().HandleAsync(
            new(admin, AccessConsole.Agent, "staging", other.Id, null), CancellationToken.None);

        Assert.Equal(admin.Id, Assert.IsType<IssueAgentKeyOutcome.Issued>(outcome).Key.HolderId);
        Assert.Equal([admin.Id], await console.Get<AgentKeyQuery>().HoldersOfAsync(AccessConsole.Agent, CancellationToken.None));
    }
}
