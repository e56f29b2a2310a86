using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Access;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Testing;
using AgentConsole.Testing.Persistence;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Access;

public sealed class BearerCheckTests
{
    [Theory]
    [EveryDatabase]
    public async Task A_key_names_one_agent_and_one_environment(DatabaseProvider provider)
    {
        await using var console = await AccessConsole.StartAsync(provider);
        var issued = await console.IssueKeyAsync();

        var accepted = Assert.IsType<BearerOutcome.Accepted>(await console.PresentAsync(issued.Secret.Reveal()));

        Assert.Equal(new Caller.Agent(AccessConsole.Agent, "production", issued.Key.Id), accepted.Caller);
        Assert.Equal(issued.Key.ExpiresAt, accepted.EndsAt);
    }

    [Fact]
    public async Task A_key_with_any_character_changed_is_unknown()
    {
        await using var console = await AccessConsole.StartAsync(DatabaseProvider.Sqlite);
        var secret = (await console.IssueKeyAsync()).Secret.Reveal();
        const string signs = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_ ";
        var changes = Gen.Choose(0, secret.Length - 1).Zip(Gen.Elements(signs.ToCharArray()))
            .Where(change => secret[change.Item1] != change.Item2).ToArbitrary();

        Prop.ForAll(changes, change =>
        {
            var changed = secret.ToCharArray();
            changed[change.Item1] = change.Item2;
            return console.PresentAsync(new string(changed)).GetAwaiter().GetResult().Refusal() == BearerRefusal.Unknown;
        }).QuickCheckThrowOnFailure();
        Assert.IsType<BearerOutcome.Accepted>(await console.PresentAsync(secret));
    }

    [Fact]
    public async Task A_key_ends_when_it_expires()
    {
        await using var console = await AccessConsole.StartAsync(DatabaseProvider.Sqlite);
        var issued = await console.IssueKeyAsync(console.Clock.GetUtcNow().AddHours(1));
        Assert.IsType<BearerOutcome.Accepted>(await console.PresentAsync(issued.Secret.Reveal()));

        console.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(BearerRefusal.Expired, (await console.PresentAsync(issued.Secret.Reveal())).Refusal());
    }

    [Fact]
    public async Task A_revoked_key_ends_at_once_and_the_one_beside_it_goes_on()
    {
        await using var console = await AccessConsole.StartAsync(DatabaseProvider.Sqlite);
        var old = await console.IssueKeyAsync();
        var rotated = await console.IssueKeyAsync();
        Assert.IsType<BearerOutcome.Accepted>(await console.PresentAsync(old.Secret.Reveal()));

        await console.Get<RevokeAgentKeyHandler>().HandleAsync(new(new Caller.Server(), AccessConsole.Agent, old.Key.Id), CancellationToken.None);

        Assert.Equal(BearerRefusal.Revoked, (await console.PresentAsync(old.Secret.Reveal())).Refusal());
        Assert.IsType<BearerOutcome.Accepted>(await console.PresentAsync(rotated.Secret.Reveal()));
    }

    [Theory]
    [EveryDatabase]
    public async Task Another_node_hears_of_a_revoked_key_within_two_seconds(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var clock = new FakeClock();
        await using var here = await AccessConsole.StartAsync(database, clock);
        await using var there = await AccessConsole.StartAsync(database, clock);
        var issued = await here.IssueKeyAsync();
        Assert.IsType<BearerOutcome.Accepted>(await there.PresentAsync(issued.Secret.Reveal()));

        await here.Get<RevokeAgentKeyHandler>().HandleAsync(new(new Caller.Server(), AccessConsole.Agent, issued.Key.Id), CancellationToken.None);
        clock.Advance(AccessLimits.StandingAgeMax);

        Assert.Equal(BearerRefusal.Revoked, (await there.PresentAsync(issued.Secret.Reveal())).Refusal());
    }

    [Fact]
    public async Task The_key_of_an_archived_agent_opens_nothing()
    {
        await using var console = await AccessConsole.StartAsync(DatabaseProvider.Sqlite);
        var issued = await console.IssueKeyAsync();
        await console.Transaction.RunAsync((db, cancellation) => db.Agents.ExecuteUpdateAsync(
            agent => agent.SetProperty(row => row.IsArchived, true), cancellation), CancellationToken.None);

        Assert.Equal(BearerRefusal.Disabled, (await console.PresentAsync(issued.Secret.Reveal())).Refusal());
    }

    [Theory]
    [EveryDatabase]
    public async Task A_token_speaks_for_its_person_with_the_roles_of_this_moment(DatabaseProvider provider)
    {
        await using var console = await AccessConsole.StartAsync(provider);
        await console.AddPersonAsync("root@example.com", Role.Admin);
        var person = await console.AddPersonAsync("ana@example.com", Role.Reviewer, Role.Finance);
        var token = await console.IssueTokenAsync(person);
        Assert.True(CallerOf(await console.PresentAsync(token.Secret.Reveal())).Roles.SetEquals(person.Roles));

        await console.Get<ChangeRolesHandler>().HandleAsync(
            new(new Caller.Server(), person.Id, new HashSet<Role> { Role.Auditor }), CancellationToken.None);

        Assert.Equal([Role.Auditor], CallerOf(await console.PresentAsync(token.Secret.Reveal())).Roles);
    }

    [Fact]
    public async Task A_disabled_person_takes_every_token_along()
    {
        await using var console = await AccessConsole.StartAsync(DatabaseProvider.Sqlite);
        await console.AddPersonAsync("root@example.com", Role.Admin);
        var person = await console.AddPersonAsync("ana@example.com", Role.Reviewer);
        var token = await console.IssueTokenAsync(person);

        await console.Get<DisablePersonHandler>().HandleAsync(new(new Caller.Server(), person.Id, true), CancellationToken.None);

        Assert.Equal(BearerRefusal.Disabled, (await console.PresentAsync(token.Secret.Reveal())).Refusal());
    }

    [Theory]
    [EveryDatabase]
    public async Task Last_used_is_kept_to_the_minute_and_without_an_entry(DatabaseProvider provider)
    {
        await using var console = await AccessConsole.StartAsync(provider);
        var issued = await console.IssueKeyAsync();
        var entries = await console.ReadAsync(db => db.LedgerEntries.CountAsync());

        var first = console.Clock.GetUtcNow();
        await console.PresentAsync(issued.Secret.Reveal());
        await UsedAtAsync(first);
        console.Clock.Advance(TimeSpan.FromSeconds(59));
        await console.PresentAsync(issued.Secret.Reveal());
        await UsedAtAsync(first);
        console.Clock.Advance(TimeSpan.FromSeconds(1));
        await console.PresentAsync(issued.Secret.Reveal());
        await UsedAtAsync(first.AddMinutes(1));

        Assert.Equal(entries, await console.ReadAsync(db => db.LedgerEntries.CountAsync()));

        Task UsedAtAsync(DateTimeOffset when) => Eventually.IsTrueAsync(
            () => console.Get<AgentKeyQuery>().OfAgentAsync(AccessConsole.Agent, CancellationToken.None).GetAwaiter().GetResult()[0].LastUsedAt == when,
            $"last used at {when:O}");
    }

    [Fact]
    public async Task No_secret_is_anywhere_in_the_database()
    {
        await using var console = await AccessConsole.StartAsync(DatabaseProvider.Sqlite);
        var key = await console.IssueKeyAsync();
        var person = await console.AddPersonAsync("ana@example.com", Role.Admin);
        var token = await console.IssueTokenAsync(person);

        // Shared pages first: what is written is in the log until it is moved.
        await console.ReadAsync(db => db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)"));
        var bytes = Directory.GetFiles(console.Database.Options.DataFolder).SelectMany(ReadShared).ToArray();

        foreach (var secret in (string[])[key.Secret.Reveal(), token.Secret.Reveal(), AccessConsole.Password.Reveal()])
            Assert.Equal(-1, bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(secret)));
        Assert.NotEqual(-1, bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(key.Key.Prefix)));
    }

    private static byte[] ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var copy = new MemoryStream();
        file.CopyTo(copy);
        return copy.ToArray();
    }

    private static Caller.Person CallerOf(BearerOutcome outcome) =>
        Assert.IsType<Caller.Person>(Assert.IsType<BearerOutcome.Accepted>(outcome).Caller);
}
