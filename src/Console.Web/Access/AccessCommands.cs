using System.CommandLine;
using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Access;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Web.Shell;

namespace AgentConsole.Web.Access;

/// <summary>
/// <c>users add</c>, <c>users reset-…</c>, <c>tokens issue</c> and <c>keys issue</c>: set-up without a browser. What
/// was made is told on standard error; the secret stands alone on the last line of standard output.
/// </summary>
internal static class AccessCommands
{
    public static IEnumerable<Command> Create() =>
    [
        new Command("users", "People who may sign in.") { AddPerson(), ResetPassword(), ResetSecondFactor() },
        new Command("tokens", "Personal access tokens.") { IssueToken() },
        new Command("keys", "Keys of agents.") { IssueKey() },
    ];

    private static Command AddPerson()
    {
        var email = new Argument<string>("EMAIL");
        var roles = new Option<string[]>("--role")
        {
            Required = true,
            AllowMultipleArgumentsPerToken = true,
            Description = "One or more of " + string.Join(", ", Enum.GetValues<Role>().Select(WireName.Of)) + ".",
        };
        roles.AcceptOnlyFromAmong([.. Enum.GetValues<Role>().Select(WireName.Of)]);
        var name = new Option<string>("--name") { DefaultValueFactory = _ => "", Description = "The name to show; without it what stands before the @." };
        var (fromInput, data) = (PasswordFromInput(), CommandOptions.Data());
        var command = new Command("add", "Adds a person; without --password-stdin prints a password that was made.") { email, roles, name, fromInput, data };
        command.SetAction((parsed, cancellation) => VerbHost.RunAsync(parsed.GetValue(data), StoreUse.Make, async (services, _) =>
        {
            var (password, made) = await PasswordAsync(parsed.GetValue(fromInput), services);
            var chosen = parsed.GetValue(roles)!.Select(WireName.Parse<Role>).ToHashSet();
            var outcome = await services.GetRequiredService<AddPersonHandler>().HandleAsync(
                new(new Caller.Server(), parsed.GetValue(email)!, parsed.GetValue(name)!, chosen, password), cancellation);
            return outcome switch
            {
                AddPersonOutcome.Added added => await TellAsync($"{parsed.GetValue(email)} is {added.Id}: {RoleNames.Of(chosen)}", made),
                AddPersonOutcome.WeakPassword weak => await RefuseAsync(AccessWords.Sentence(weak.Why)),
                AddPersonOutcome.Refused refused => await RefuseAsync(AccessWords.Sentence(refused.Why)),
                _ => throw new InvalidOperationException($"Unknown outcome {outcome}."),
            };
        }, cancellation));
        return command;
    }

    private static Command ResetPassword()
    {
        var email = new Argument<string>("EMAIL");
        var (fromInput, data) = (PasswordFromInput(), CommandOptions.Data());
        var command = new Command("reset-password", "Gives a person another password, also after too many wrong attempts.") { email, fromInput, data };
        command.SetAction((parsed, cancellation) => VerbHost.RunAsync(parsed.GetValue(data), StoreUse.Change, async (services, _) =>
        {
            if (await services.GetRequiredService<PersonQuery>().FindByEmailAsync(parsed.GetValue(email)!, cancellation) is not { } person)
                return await RefuseAsync(AccessWords.Sentence(AccessRefusal.UnknownPerson));
            var (password, made) = await PasswordAsync(parsed.GetValue(fromInput), services);
            var link = await services.GetRequiredService<IssuePasswordLinkHandler>().HandleAsync(new(new Caller.Server(), person), cancellation);
            if (link is not IssuePasswordLinkOutcome.Issued { Code: var code })
                return await RefuseAsync(AccessWords.Sentence(((IssuePasswordLinkOutcome.Refused)link).Why));

            var outcome = await services.GetRequiredService<SetPasswordHandler>().HandleAsync(new(code.Reveal(), password), cancellation);
            return outcome switch
            {
                AccountOutcome.Changed => await TellAsync($"{parsed.GetValue(email)} has a new password and is signed out everywhere", made),
                AccountOutcome.WeakPassword weak => await RefuseAsync(AccessWords.Sentence(weak.Why)),
                AccountOutcome.Refused refused => await RefuseAsync(AccessWords.Sentence(refused.Why)),
                _ => throw new InvalidOperationException($"Unknown outcome {outcome}."),
            };
        }, cancellation));
        return command;
    }

    private static Command ResetSecondFactor()
    {
        var email = new Argument<string>("EMAIL");
        var data = CommandOptions.Data();
        var command = new Command("reset-second-factor", "Turns a person's second factor off, for who lost the app and the codes.") { email, data };
        command.SetAction((parsed, cancellation) => VerbHost.RunAsync(parsed.GetValue(data), StoreUse.Change, async (services, _) =>
        {
            if (await services.GetRequiredService<PersonQuery>().FindByEmailAsync(parsed.GetValue(email)!, cancellation) is not { } person)
                return await RefuseAsync(AccessWords.Sentence(AccessRefusal.UnknownPerson));
            return await services.GetRequiredService<SecondFactorHandler>().TurnOffAsync(new Caller.Server(), person, cancellation) is AccountOutcome.Refused refused
                ? await RefuseAsync(AccessWords.Sentence(refused.Why))
                : await TellAsync($"{parsed.GetValue(email)} signs in with a password alone until a new app is set up", null);
        }, cancellation));
        return command;
    }

    private static Command IssueToken()
    {
        var email = new Argument<string>("EMAIL");
        var name = new Option<string>("--name") { DefaultValueFactory = _ => "command line", Description = "What the token is for." };
        var (days, data) = (Days(AccessLimits.TokenLifetimeDaysDefault), CommandOptions.Data());
        var command = new Command("issue", "Issues a personal access token.") { email, name, days, data };
        command.SetAction((parsed, cancellation) => VerbHost.RunAsync(parsed.GetValue(data), StoreUse.Change, async (services, _) =>
        {
            if (await services.GetRequiredService<PersonQuery>().FindByEmailAsync(parsed.GetValue(email)!, cancellation) is not { } person)
                return await RefuseAsync(AccessWords.Sentence(AccessRefusal.UnknownPerson));
            var outcome = await services.GetRequiredService<IssueTokenHandler>().HandleAsync(
                new(new Caller.Server(), person, parsed.GetValue(name)!, EndOf(services, parsed.GetValue(days))), cancellation);
            return outcome switch
            {
                IssueTokenOutcome.Issued issued => await TellAsync($"token {issued.Token.Id}, until {issued.Token.ExpiresAt:O}", issued.Secret),
                IssueTokenOutcome.Refused refused => await RefuseAsync(AccessWords.Sentence(refused.Why)),
                _ => throw new InvalidOperationException($"Unknown outcome {outcome}."),
            };
        }, cancellation));
        return command;
    }

    private static Command IssueKey()
    {
        var agent = new Argument<string>("AGENT");
        var environment = new Option<string>("--environment") { Required = true, Description = "The one environment that the key is for." };
        var holder = new Option<string?>("--holder") { Description = "The e-mail of whoever gets to see the key, and so does not decide on what the agent proposes." };
        var (days, data) = (Days(AccessLimits.KeyLifetimeDaysDefault), CommandOptions.Data());
        var command = new Command("issue", "Issues a key; the agent's other keys go on working.") { agent, environment, holder, days, data };
        command.SetAction((parsed, cancellation) => VerbHost.RunAsync(parsed.GetValue(data), StoreUse.Change, async (services, _) =>
        {
            PersonId? person = null;
            if (parsed.GetValue(holder) is { } email)
            {
                person = await services.GetRequiredService<PersonQuery>().FindByEmailAsync(email, cancellation);
                if (person is null) return await RefuseAsync(AccessWords.Sentence(AccessRefusal.UnknownPerson));
            }

            var outcome = await services.GetRequiredService<IssueAgentKeyHandler>().HandleAsync(
                new(new Caller.Server(), parsed.GetValue(agent)!, parsed.GetValue(environment)!, person, EndOf(services, parsed.GetValue(days))), cancellation);
            return outcome switch
            {
                IssueAgentKeyOutcome.Issued issued => await TellAsync(
                    $"key {issued.Key.Id} of {issued.Key.Agent} in {issued.Key.Environment}, until {issued.Key.ExpiresAt:O}", issued.Secret),
                IssueAgentKeyOutcome.Refused refused => await RefuseAsync(AccessWords.Sentence(refused.Why)),
                _ => throw new InvalidOperationException($"Unknown outcome {outcome}."),
            };
        }, cancellation));
        return command;
    }

    private static Option<bool> PasswordFromInput() => new("--password-stdin") { Description = "Reads the password from the first line of standard input." };

    private static Option<int> Days(int usual)
    {
        var option = new Option<int>("--days") { DefaultValueFactory = _ => usual, Description = $"How many days until it ends, at most {AccessLimits.KeyLifetimeDaysMax}." };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > AccessLimits.KeyLifetimeDaysMax)
                result.AddError($"--days is from 1 to {AccessLimits.KeyLifetimeDaysMax}.");
        });
        return option;
    }

    private static DateTimeOffset EndOf(IServiceProvider services, int days) => services.GetRequiredService<TimeProvider>().Instant().AddDays(days);

    /// <summary>The password to use, and the same again where it was made here and has to be told.</summary>
    private static async Task<(ShownOnce Password, ShownOnce? Made)> PasswordAsync(bool isFromInput, IServiceProvider services)
    {
        if (isFromInput) return (new(await Console.In.ReadLineAsync() ?? ""), null);
        var made = services.GetRequiredService<SecretMint>().Password();
        return (made, made);
    }

    private static async Task<int> TellAsync(string what, ShownOnce? secret)
    {
        await Console.Error.WriteLineAsync(what);
        if (secret is not null) await Console.Out.WriteLineAsync(secret.Reveal());
        return 0;
    }

    private static async Task<int> RefuseAsync(string why)
    {
        await Console.Error.WriteLineAsync(why);
        return CommandLine.Refused;
    }
}
