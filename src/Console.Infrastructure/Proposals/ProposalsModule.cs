using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Jobs;
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
        .AddSingleton<ResultDesk>()
        .AddSingleton<ExpireHandler>()
        .AddSingleton<GrantTokens>()
        .AddSingleton<GrantDesk>()
        .AddSingleton<RevokedGrantQuery>()
        .AddSingleton<ProposalQuery>()
        .AddSingleton<ProposalWait>()
        .AddJob<ExpireProposalsJob>(new(ExpireProposalsJob.Key, "Expires proposals that nobody decided in time.",
            ProposalLimits.ExpireSeconds, 60, "Overdue proposals stay in the queue until somebody looks at them; their agents are not told."));
}
