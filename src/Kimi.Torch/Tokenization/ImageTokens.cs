namespace Kimi.Torch.Tokenization;

/// <summary>How an image stands among a policy's tokens: as one token, again and again.</summary>
/// <param name="Id">The token. Where a chat template or a text names it, an image comes in its place.</param>
/// <param name="Count">How many of it an image takes.</param>
public readonly record struct ImageTokens(int Id, int Count);
