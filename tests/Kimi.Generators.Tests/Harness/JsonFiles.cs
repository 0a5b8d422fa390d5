using Microsoft.CodeAnalysis;

namespace Kimi.Generators.Tests.Harness;

/// <summary>Checks what is said of configuration files beside a recipe.</summary>
internal static class JsonFiles
{
    /// <summary>A recipe to configure, without a fault of its own.</summary>
    public const string Recipe = """
        [Recipe("math")]
        public abstract partial class MathRecipe
        {
            [Problems<Sums>] public abstract PromptSet Curated();
            [Problems<Sums>(Split = Split.HeldOut)] public abstract PromptSet HeldOut();
            [InitializeTransformer(ContextLength = 200)] public abstract Policy Initial();
            [Demonstrations<Steps>] public abstract Demonstrations Traces(PromptSet curated);
            [FineTune] public abstract Policy Warm(Policy initial, Demonstrations traces);
            [Reinforce, MirrorDescent, ExactAnswerReward, LengthPenalty] public abstract Policy LongCot(Policy warm, PromptSet curated);
            [MergeWeights] public abstract Policy Merged(Policy warm, Policy longCot);
            [Evaluate, ExactAnswerReward] public abstract Evaluation Report(Policy merged, PromptSet heldOut);
        }
        """;

    private static readonly Comparer<(string File, Marked Mark)> _byPlace =
        Comparer<(string File, Marked Mark)>.Create((a, b) => string.CompareOrdinal($"{a.File} {a.Mark}", $"{b.File} {b.Mark}"));

    /// <summary>Checks that exactly the marked diagnostics are reported, in the files.</summary>
    /// <param name="source">The recipes.</param>
    /// <param name="files">Name and marked text of each file.</param>
    /// <returns>The messages, file by file in the order of the text.</returns>
    public static async Task<IReadOnlyList<string>> CheckAsync(string source, params (string Name, string Markup)[] files)
    {
        var parsed = files.Select(file => (file.Name, Text: Markup.Parse(file.Markup))).ToList();
        var (_, diagnostics) = await Recipes.AnalyzeAsync(
            Compilations.Create(source), [.. parsed.Select(AdditionalText (file) => new TextFile(file.Name, file.Text.Source))]);
        var expected = parsed.SelectMany(file => file.Text.Expected.Select(mark => (file.Name, mark))).Order(_byPlace);
        var actual = diagnostics.Select(d => (d.Location.GetLineSpan().Path, new Marked(d.Id, d.Location.SourceSpan))).Order(_byPlace);
        Assert.True(expected.SequenceEqual(actual), $"expected {expected.Count()} diagnostics, got:\n{string.Join("\n", diagnostics)}");
        return Recipes.AssertSentences(diagnostics);
    }
}
