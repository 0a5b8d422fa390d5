using Kimi.Generators.CodeFixes;

namespace Kimi.Generators.Tests.Fixes;

/// <summary>The fix of KIMI2001.</summary>
public sealed class UseSuggestionTests
{
    private const string Head = """
        [Recipe("r")]
        public abstract partial class R
        {
            [InitializeTransformer] public abstract Policy Warm();
            [Problems<Sums>] public abstract PromptSet Curated();

        """;

    [Theory]
    [InlineData(
        "[MergeWeights] public abstract Policy Merged(Policy wram);",
        "[MergeWeights] public abstract Policy Merged(Policy warm);")]
    [InlineData(
        "[Transform] public static PromptSet Hard(PromptSet curatd) => curatd.Where(p => curatd.Count > 2);",
        "[Transform] public static PromptSet Hard(PromptSet curated) => curated.Where(p => curated.Count > 2);")]
    [InlineData(
        "[MergeWeights] public abstract Policy Merged([From(\"Wram\")] Policy start);",
        "[MergeWeights] public abstract Policy Merged([From(nameof(Warm))] Policy start);")]
    public Task The_input_is_taken_from_the_suggested_stage(string before, string after) =>
        Harness.CodeFixes.CheckAsync(new UseSuggestionCodeFix(), $"{Head}    {before}\n}}", $"{Head}    {after}\n}}");

    [Fact]
    public Task All_inputs_of_a_file_are_fixed_at_once() => Harness.CodeFixes.CheckAllAsync(
        new UseSuggestionCodeFix(),
        Head + """
            [MergeWeights] public abstract Policy A(Policy wram);
            [Transform] public static PromptSet B(PromptSet curatd) => curatd;
            [MergeWeights] public abstract Policy C([From("Wram")] Policy start);
        }
        """,
        Head + """
            [MergeWeights] public abstract Policy A(Policy warm);
            [Transform] public static PromptSet B(PromptSet curated) => curated;
            [MergeWeights] public abstract Policy C([From(nameof(Warm))] Policy start);
        }
        """);
}
