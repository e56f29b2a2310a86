using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Infrastructure.Proposals;

/// <summary>The door of the Proposals room.</summary>
public static class ProposalsModule
{
    public static IServiceCollection AddProposals(this IServiceCollection services, ProposalsOptions options) => services
        .AddSingleton(options)
        .AddSingleton<ProposeHandler>()
        .AddSingleton<WithdrawHandler>()
        .AddSingleton<ReportResultHandler>()
        .AddSingleton<RedeemGrantHandler>()
        .AddSingleton<ExpireHandler>()
        .AddSingleton<GrantTokens>()
        .AddSingleton<GrantDesk>()
        .AddSingleton<RevokedGrantQuery>()
        .AddSingleton<ProposalQuery>()
        .AddSingleton<ProposalWait>()
        .AddHostedService<ExpiryClock>();
}
