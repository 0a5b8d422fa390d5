using Kimi.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Kimi.Generators.Tests.Corpus;

/// <summary>
/// Mistakes of kinds that users of verl, TRL, OpenRLHF, prime-rl, slime, NeMo-RL, SkyRL, axolotl, LLaMA-Factory, torchtune, ms-swift, Megatron, unsloth,
/// DeepSpeed-Chat and open-instruct report, in this language and in our own words, and valid recipes of unusual forms. A mistake
/// counts as caught when the id that is expected is
/// reported on its line.
/// </summary>
public sealed class CorpusTests
{
    private const int FewestMistakes = 60;
    private const int FewestValid = 40;
    private const string NoneYet = "none yet";

    /// <summary>The mistakes.</summary>
    public static TheoryData<string> Mistakes => [.. CorpusCase.Mistakes.Select(one => one.Name)];

    /// <summary>The valid recipes.</summary>
    public static TheoryData<string> Valid => [.. CorpusCase.Valid.Select(one => one.Name)];

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task A_mistake_is_told_at_build_exactly_when_it_says_so(string name)
    {
        var mistake = CorpusCase.Mistakes.Single(one => one.Name == name);

        var diagnostics = await mistake.DiagnosticsAsync();

        Assert.DoesNotContain(diagnostics, d => d.Id.StartsWith("CS", StringComparison.Ordinal));
        Assert.NotNull(mistake.Mark);
        Assert.Equal(mistake.Told == Told.Build, mistake.Mark.Value.Id != NoneYet);
        if (mistake.Mark.Value.Id == NoneYet)
            return;
        Assert.Contains(mistake.Mark.Value.Id, Descriptors.ById.Keys);
        Assert.True(
            mistake.IsCaught(diagnostics),
            $"{mistake.Mark.Value.Id} is expected in line {mistake.Mark.Value.Line + 1} of {mistake.Mark.Value.File}, got:\n{string.Join('\n', diagnostics)}");
    }

    [Theory]
    [MemberData(nameof(Valid))]
    public async Task A_valid_recipe_gets_no_diagnostic(string name) =>
        Assert.Empty(await CorpusCase.Valid.Single(one => one.Name == name).DiagnosticsAsync());

    [Fact]
    public void The_corpus_is_of_the_size_and_the_stacks_that_it_claims()
    {
        string[] stacks =
        [
            "DeepSpeed-Chat", "LLaMA-Factory", "Megatron", "NeMo-RL", "OpenRLHF", "SkyRL", "TRL", "axolotl", "ms-swift", "open-instruct", "prime-rl", "slime",
            "torchtune", "unsloth", "verl",
        ];

        Assert.InRange(CorpusCase.Mistakes.Count, FewestMistakes, int.MaxValue);
        Assert.InRange(CorpusCase.Valid.Count, FewestValid, int.MaxValue);
        Assert.Equal(stacks, CorpusCase.Mistakes.Select(one => one.Header["Stack"]).Distinct().Order(StringComparer.Ordinal));
    }
}
