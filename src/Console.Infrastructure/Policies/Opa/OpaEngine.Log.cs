using Microsoft.Extensions.Logging;

namespace AgentConsole.Infrastructure.Policies.Opa;

/// <summary>What is told of failures: never an argument, a policy's words or a token.</summary>
public sealed partial class OpaEngine
{
    [LoggerMessage(Level = LogLevel.Error, Message = "OPA's answer (HTTP {Status}, decision {DecisionId}) was taken for a denial: {Code}.")]
    private partial void LogUnusable(int status, string? code, string? decisionId);

    [LoggerMessage(Level = LogLevel.Error, Message = "OPA's answer is too large and was taken for a denial.")]
    private partial void LogTooLarge();

    [LoggerMessage(Level = LogLevel.Warning, Message = "OPA did not answer within {Milliseconds} ms.")]
    private partial void LogTimedOut(int milliseconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "OPA cannot be reached: {Why}")]
    private partial void LogUnreachable(string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "OPA is not there: HTTP {Status}.")]
    private partial void LogAway(int status);

    [LoggerMessage(Level = LogLevel.Error, Message = "OPA's address is refused: {Code}.")]
    private partial void LogRefused(string code);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The breaker in front of OPA is now {State}.")]
    private partial void LogBreaker(string state);
}
