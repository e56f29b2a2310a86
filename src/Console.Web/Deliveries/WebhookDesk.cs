using AgentConsole.Infrastructure.Deliveries.Webhooks;

namespace AgentConsole.Web.Deliveries;

/// <summary>What can be done to webhooks, in one hand for the page.</summary>
public sealed record WebhookDesk(RegisterWebhookHandler Register, IssueCallbackSecretHandler Issue, ChangeWebhookHandler Change,
    RotateWebhookSecretHandler Rotate, RemoveWebhookHandler Remove, TestWebhookHandler Test);
