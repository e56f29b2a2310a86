namespace AgentConsole.Infrastructure.Access;

/// <summary>A key that an authenticator app may take in; nothing is on until a code of it has come back.</summary>
/// <param name="Sealed">Goes through the page and back: the key as only this console can read it.</param>
/// <param name="KeyText">For typing into the app.</param>
/// <param name="Link">For the app to open, or to be drawn.</param>
public sealed record SecondFactorOffer(string Sealed, string KeyText, string Link);
