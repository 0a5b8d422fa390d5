using Microsoft.CodeAnalysis;

namespace Kimi.Generators.CodeFixes;

/// <summary>What a code fix does at one place.</summary>
/// <param name="Title">What the user chooses.</param>
/// <param name="Key">Fixes of the same key are applied together.</param>
/// <param name="Target">What is edited.</param>
/// <param name="NewText">What is written there, if anything.</param>
internal sealed record Fix(string Title, string Key, SyntaxNode Target, string NewText = "");
