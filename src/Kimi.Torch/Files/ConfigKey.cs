namespace Kimi.Torch.Files;

/// <summary>
/// A key of a file of settings that is not read here, since it does not change the computation: at all, or as long as it has one of certain values.
/// </summary>
/// <param name="Name">The key.</param>
/// <param name="Usual">Those values as JSON, for each item of a list; none if no value changes the computation.</param>
internal sealed record ConfigKey(string Name, params string[] Usual);
