using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AgentConsole.Infrastructure.Access;

/// <summary>The door of people, keys and tokens.</summary>
public static class AccessModule
{
    // Every node of one console reads what another sealed; a changed name would sign everybody out and lose the signing keys.
    private const string ProtectionName = "AgentConsole";

    /// <summary>OWASP's figure for PBKDF2 with HMAC-SHA-512.</summary>
    private const int PasswordIterations = 210_000;

    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        AddProtection(services);
        AddPasswords(services);
        services.TryAddSingleton<SecretMint>();
        services.AddSingleton<Standings>();
        services.AddSingleton<ActorNames>();
        services.AddSingleton<LastUse>();
        services.AddSingleton<BearerCheck>();
        services.AddSingleton<SigningKeys>();
        services.AddSingleton<IssueAgentKeyHandler>();
        services.AddSingleton<RevokeAgentKeyHandler>();
        services.AddSingleton<AgentKeyQuery>();
        services.AddSingleton<IssueTokenHandler>();
        services.AddSingleton<RevokeTokenHandler>();
        services.AddSingleton<TokenQuery>();
        services.AddSingleton<AddPersonHandler>();
        services.AddSingleton<ChangeRolesHandler>();
        services.AddSingleton<DisablePersonHandler>();
        services.AddSingleton<ChangePersonHandler>();
        services.AddSingleton<PersonQuery>();
        services.AddSingleton<PasswordDesk>();
        services.AddSingleton<PasswordLinks>();
        services.AddSingleton<SignInHandler>();
        services.AddSingleton<SignInCodeHandler>();
        services.AddSingleton<SecondFactorHandler>();
        services.AddSingleton<ChangePasswordHandler>();
        services.AddSingleton<ChooseReviewMailHandler>();
        services.AddSingleton<IssuePasswordLinkHandler>();
        services.AddSingleton<SetPasswordHandler>();
        services.AddSingleton<SetUpHandler>();
        return services;
    }

    private static void AddProtection(IServiceCollection services)
    {
        // That the keys lie open in the database is how it is meant (docs/operating/keys.md), not news at every start.
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error));
        services.AddDataProtection().SetApplicationName(ProtectionName);
        services.AddSingleton<ProtectionKeyStore>();
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(
            options => options.XmlRepository = provider.GetRequiredService<ProtectionKeyStore>()));
    }

    private static void AddPasswords(IServiceCollection services)
    {
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = PasswordIterations);
        services.AddSingleton<IPasswordHasher<Person>, PasswordHasher<Person>>();
    }
}
