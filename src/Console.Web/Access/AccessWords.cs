using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Access;

namespace AgentConsole.Web.Access;

/// <summary>The sentences of this room, the same on pages, on the wire and on the command line.</summary>
internal static class AccessWords
{
    public static string Sentence(AccessRefusal why) => why switch
    {
        AccessRefusal.RoleMissing => "You do not hold a role that may do this.",
        AccessRefusal.NotYourAgent => "You answer for other agents; this is for the one who answers for this agent, for security or an admin.",
        AccessRefusal.UnknownAgent => "There is no such agent.",
        AccessRefusal.UnknownPerson => "There is no such person.",
        AccessRefusal.UnknownKey => "The agent has no such key.",
        AccessRefusal.UnknownToken => "There is no such token.",
        AccessRefusal.EnvironmentInvalid => $"An environment has 1 to {AccessLimits.EnvironmentLengthMax} lower-case letters, digits, dashes or underscores.",
        AccessRefusal.ExpiryInvalid => $"The end must lie ahead, at most {AccessLimits.KeyLifetimeDaysMax} days.",
        AccessRefusal.EmailInvalid => "This is not an e-mail address.",
        AccessRefusal.EmailTaken => "Somebody with this e-mail address is here already.",
        AccessRefusal.NameInvalid => $"A name has 1 to {AccessLimits.DisplayNameLengthMax} characters.",
        AccessRefusal.RoleNeeded => "A person holds at least one role.",
        AccessRefusal.TooMany => "There are too many already; revoke one first.",
        AccessRefusal.LastAdmin => "Nobody else could manage people then; make somebody else an admin first.",
        AccessRefusal.OwnAccount => "Nobody does this to their own account; ask another admin.",
        AccessRefusal.PersonDisabled => "This person is disabled.",
        AccessRefusal.PasswordRefused => "This password is not taken.",
        AccessRefusal.PasswordWrong => "The present password is another one.",
        AccessRefusal.LinkInvalid => "This link was used, has expired, or was never one of ours.",
        AccessRefusal.CodeWrong => "This code is wrong, or was used already.",
        AccessRefusal.SecondFactorMissing => "There is no second factor to check.",
        AccessRefusal.FreshSignInNeeded =>
            $"This needs a sign-in in the browser, at most {AccessLimits.FreshSignInMax.TotalMinutes:0} minutes ago; a token does not do. Sign out and in again.",
    };

    public static string Sentence(PasswordFault why) => why switch
    {
        PasswordFault.TooShort => $"A password has at least {AccessLimits.PasswordLengthMin} characters; four unrelated words are a good one.",
        PasswordFault.TooLong => $"A password has at most {AccessLimits.PasswordLengthMax} characters.",
        PasswordFault.Common => "This password is among the first that anybody tries.",
        PasswordFault.Repetitive => "This password repeats itself.",
        PasswordFault.HoldsKnownWords => "Little is left of this password without common words, your name and the product's.",
    };

    public static string Purpose(Role role) => role switch
    {
        Role.Reviewer => "decides proposals",
        Role.Dri => "answers for agents, issues their keys",
        Role.Finance => "sees spend",
        Role.Oncall => "sees runs and deliveries, stops agents",
        Role.Security => "manages tools and agents, reads the ledger",
        Role.Auditor => "reads the ledger",
        Role.Admin => "manages people",
    };

    public static int StatusOf(AccessRefusal why) => why switch
    {
        AccessRefusal.RoleMissing or AccessRefusal.OwnAccount or AccessRefusal.NotYourAgent or AccessRefusal.FreshSignInNeeded => StatusCodes.Status403Forbidden,
        AccessRefusal.UnknownAgent or AccessRefusal.UnknownPerson or AccessRefusal.UnknownKey or AccessRefusal.UnknownToken =>
            StatusCodes.Status404NotFound,
        AccessRefusal.EmailTaken or AccessRefusal.TooMany or AccessRefusal.LastAdmin or AccessRefusal.PersonDisabled
            or AccessRefusal.SecondFactorMissing => StatusCodes.Status409Conflict,
        AccessRefusal.LinkInvalid => StatusCodes.Status410Gone,
        AccessRefusal.EnvironmentInvalid or AccessRefusal.ExpiryInvalid or AccessRefusal.EmailInvalid or AccessRefusal.NameInvalid
            or AccessRefusal.RoleNeeded or AccessRefusal.PasswordRefused or AccessRefusal.PasswordWrong or AccessRefusal.CodeWrong =>
            StatusCodes.Status422UnprocessableEntity,
    };
}
