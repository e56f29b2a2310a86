using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Access;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Testing;
using AgentConsole.Testing.Ledger;
using AgentConsole.Testing.Persistence;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Access;

public sealed class SignInTests
{
    private const string Email = "ana@example.com";

    [Theory]
    [EveryDatabase]
    public async Task The_right_password_lets_in_whatever_the_case_of_the_address(DatabaseProvider provider)
    {
        await using var console = await AccessConsole.StartAsync(provider);
        var person = await console.AddPersonAsync(Email, Role.Reviewer, Role.Oncall);

        var admitted = Assert.IsType<SignInOutcome.Admitted>(await SignInAsync(console, AccessConsole.Password, " ANA@example.COM "));

        Assert.Equal(person.Id, admitted.Person.Id);
        Assert.True(admitted.Person.Roles.SetEquals(person.Roles));
        var row = await console.Get<PersonQuery>().FindAsync(person.Id, CancellationToken.None);
        Assert.Equal(console.Clock.GetUtcNow(), row!.LastSignInAt);
        Assert.Equal("person:" + person.Id, Assert.Single(await console.WholeLedgerAsync(), entry => entry.Kind == "signed_in").Actor);
    }

    [Fact]
    public async Task Somebody_unknown_and_a_wrong_password_get_the_same_answer()
    {
        await using var console = await AccessConsole.StartAsync(DatabaseProvider.Sqlite);
        await console.AddPersonAsync(Email, Role.Reviewer);

        Assert.Equal(await SignInAsync(console, new("wrong"), Email), await SignInAsync(console, new("wrong"), "nobody@example.com"));
        Assert.IsType<SignInOutcome.Refused>(await SignInAsync(console, new("wrong"), Email));
    }

    [Theory]
    [InlineData(Email)]
    [InlineData("nobody@example.com")]
    public async Task A_refusal_waits_for_the_disk_whether_or_not_anybody_has_that_address(string address)
    {
        await using var console = await AccessConsole.StartAsync(DatabaseProvider.Sqlite);
        await console.AddPersonAsync(Email, Role.Reviewer);

        var (before, after) = await console.ReadAsync(async db =>
        {
            await db.Database.OpenConnectionAsync();
            var first = await DataVersionAsync(db);
            await SignInAsync(console, new("wrong"), address);
            return (first, await DataVersionAsync(db));
        });

        Assert.NotEqual(before, after);
        Assert.Equal(address == Email ? 1 : 0, (await console.WholeLedgerAsync()).Count(entry => entry.Kind == "sign_in_refused"));
    }

    [Fact]
    public async Task Ten_failures_make_even_the_right_password_wait_longer_each_time()
    {
        await using var console = await AccessConsole.StartAsync(DatabaseProvider.Sqlite);
        await console.AddPersonAsync(Email, Role.Reviewer);
        for (var failure = 0; failure < AccessLimits.SignInFailuresFree; failure++) await SignInAsync(console, new("wrong"), Email);

        Assert.IsType<SignInOutcome.Refused>(await SignInAsync(console, AccessConsole.Password, Email));
        console.Clock.Advance(TimeSpan.FromSeconds(29));
        Assert.IsType<SignInOutcome.Refused>(await SignInAsync(console, AccessConsole.Password, Email));
        console.Clock.Advance(TimeSpan.FromSeconds(1));
        await SignInAsync(console, new("wrong"), Email);
        console.Clock.Advance(TimeSpan.FromSeconds(59));
        Assert.IsType<SignInOutcome.Refused>(await SignInAsync(console, AccessConsole.Password, Email));
        console.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.IsType<SignInOutcome.Admitted>(await SignInAsync(console, AccessConsole.Password, Email));

        // Forgiven: the count begins anew.
        await SignInAsync(console, new("wrong"), Email);
        Assert.IsType<SignInOutcome.Admitted>(await SignInAsync(console, AccessConsole.Password, Email));
    }

    [Fact]
    public async Task Attempts_while_waiting_neither_count_nor_fill_the_ledger()
    {
        await using var console = await AccessConsole.StartAsync(DatabaseProvider.Sqlite);
        await console.AddPersonAsync(Email, Role.Reviewer);
        for (var failure = 0; failure < AccessLimits.SignInFailuresFree + 5; failure++) await SignInAsync(console, new("wrong"), Email);

        Assert.Equal(AccessLimits.SignInFailuresFree, (await console.WholeLedgerAsync()).Count(entry => entry.Kind == "sign_in_refused"));
    }

    [Fact]
    public async Task After_a_hundred_failures_only_a_password_link_helps()
    {
        await using var console = await AccessConsole.StartAsync(DatabaseProvider.Sqlite);
        var person = await console.AddPersonAsync(Email, Role.Reviewer);
        await console.Transaction.RunAsync(async (db, cancellation) =>
            (await db.Users.FindAsync([person.Id.Value], cancellation))!.AccessFailedCount = AccessLimits.SignInFailuresMax, CancellationToken.None);
        console.Clock.Advance(TimeSpan.FromDays(30));
        Assert.IsType<SignInOutcome.Refused>(await SignInAsync(console, AccessConsole.Password, Email));

        var next = new ShownOnce("another fjord saddle envelope");
        Assert.IsType<AccountOutcome.Changed>(await console.Get<SetPasswordHandler>().HandleAsync(
            new(await LinkAsync(console, person), next), CancellationToken.None));

        Assert.IsType<SignInOutcome.Admitted>(await SignInAsync(console, next, Email));
    }

    [Fact]
    public async Task A_disabled_person_does_not_get_in()
    {
        await using var console = await AccessConsole.StartAsync(DatabaseProvider.Sqlite);
        await console.AddPersonAsync("root@example.com", Role.Admin);
        var person = await console.AddPersonAsync(Email, Role.Reviewer);
        await console.Get<DisablePersonHandler>().HandleAsync(new(new Caller.Server(), person.Id, true), CancellationToken.None);

        Assert.IsType<SignInOutcome.Refused>(await SignInAsync(console, AccessConsole.Password, Email));
    }

    [Fact]
    public async Task A_password_link_works_once_and_for_a_day()
    {
        await using var console = await AccessConsole.StartAsync(DatabaseProvider.Sqlite);
        var person = await console.AddPersonAsync(Email, Role.Reviewer);
        var handler = console.Get<SetPasswordHandler>();
        var (used, late) = (await LinkAsync(console, person), await LinkAsync(console, person));

        Assert.IsType<AccountOutcome.WeakPassword>(await handler.HandleAsync(new(used, new("short")), CancellationToken.None));
        Assert.IsType<AccountOutcome.Changed>(await handler.HandleAsync(new(used, new("one fjord saddle envelope")), CancellationToken.None));
        Assert.Equal(AccessRefusal.LinkInvalid, Refusal(await handler.HandleAsync(new(used, new("two fjord saddle envelope")), CancellationToken.None)));
        Assert.Equal(AccessRefusal.LinkInvalid, Refusal(await handler.HandleAsync(new(late, new("two fjord saddle envelope")), CancellationToken.None)));

        late = await LinkAsync(console, person);
        console.Clock.Advance(AccessLimits.PasswordLinkLifetime);
        Assert.Equal(AccessRefusal.LinkInvalid, Refusal(await handler.HandleAsync(new(late, new("two fjord saddle envelope")), CancellationToken.None)));
        Assert.Equal(AccessRefusal.LinkInvalid, Refusal(await handler.HandleAsync(new("forged", new("two fjord saddle envelope")), CancellationToken.None)));
    }

    [Fact]
    public async Task A_changed_password_takes_effect_and_wants_the_present_one()
    {
        await using var console = await AccessConsole.StartAsync(DatabaseProvider.Sqlite);
        var person = await console.AddPersonAsync(Email, Role.Reviewer);
        var before = (await console.Get<Standings>().OfPersonAsync(person.Id, CancellationToken.None))!.SecurityStamp;
        var next = new ShownOnce("another fjord saddle envelope");
        var handler = console.Get<ChangePasswordHandler>();

        Assert.Equal(AccessRefusal.PasswordWrong, Refusal(await handler.HandleAsync(new(person, new("wrong"), next), CancellationToken.None)));
        var changed = Assert.IsType<AccountOutcome.Changed>(await handler.HandleAsync(new(person, AccessConsole.Password, next), CancellationToken.None));

        Assert.NotEqual(before, changed.Person.SecurityStamp);
        Assert.IsType<SignInOutcome.Refused>(await SignInAsync(console, AccessConsole.Password, Email));
        Assert.IsType<SignInOutcome.Admitted>(await SignInAsync(console, next, Email));
    }

    [Theory]
    [EveryDatabase]
    public async Task The_set_up_link_makes_one_admin_once(DatabaseProvider provider)
    {
        await using var console = await AccessConsole.StartAsync(provider);
        var handler = console.Get<SetUpHandler>();
        var stale = await handler.IssueAsync(CancellationToken.None);
        var code = (await handler.IssueAsync(CancellationToken.None))!.Reveal();
        SetUp Use(string link, string email) => new(link, email, "", AccessConsole.Password);

        Assert.Equal(AccessRefusal.LinkInvalid, Refusal(await handler.HandleAsync(Use(stale!.Reveal(), "stale@example.com"), CancellationToken.None)));
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(number =>
            Task.Run(() => handler.HandleAsync(Use(code, $"root{number}@example.com"), CancellationToken.None))));

        var admin = Assert.Single(outcomes.OfType<AccountOutcome.Changed>()).Person;
        Assert.True(admin.ToCaller().May(Permission.ManagePeople));
        Assert.True(admin.ToCaller().May(Permission.DecideProposals));
        Assert.All(outcomes.OfType<AccountOutcome.Refused>(), refused => Assert.Equal(AccessRefusal.LinkInvalid, refused.Why));
        Assert.Null(await handler.IssueAsync(CancellationToken.None));
    }

    [Fact]
    public async Task The_set_up_link_ends_after_a_day()
    {
        await using var console = await AccessConsole.StartAsync(DatabaseProvider.Sqlite);
        var handler = console.Get<SetUpHandler>();
        var code = (await handler.IssueAsync(CancellationToken.None))!.Reveal();
        Assert.True(await handler.IsUsableAsync(code, CancellationToken.None));

        console.Clock.Advance(AccessLimits.SetupLinkLifetime);

        Assert.False(await handler.IsUsableAsync(code, CancellationToken.None));
        Assert.Equal(AccessRefusal.LinkInvalid, Refusal(await handler.HandleAsync(new(code, Email, "", AccessConsole.Password), CancellationToken.None)));
    }

    // Moves on with every commit of another connection that wrote.
    private static Task<long> DataVersionAsync(ConsoleDbContext db) =>
        db.Database.SqlQueryRaw<long>("SELECT data_version AS Value FROM pragma_data_version").SingleAsync();

    private static Task<SignInOutcome> SignInAsync(TestConsole console, ShownOnce password, string email) =>
        console.Get<SignInHandler>().HandleAsync(new(email, password), CancellationToken.None);

    private static async Task<string> LinkAsync(TestConsole console, Caller.Person person) =>
        Assert.IsType<IssuePasswordLinkOutcome.Issued>(await console.Get<IssuePasswordLinkHandler>().HandleAsync(
            new(new Caller.Server(), person.Id), CancellationToken.None)).Code.Reveal();

    private static AccessRefusal? Refusal(AccountOutcome outcome) => (outcome as AccountOutcome.Refused)?.Why;
}
