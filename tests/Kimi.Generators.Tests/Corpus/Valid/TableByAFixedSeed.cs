// Form: a fixed table is shuffled by a seed that is part of the task, and problems are drawn by the given one
using Kimi.Dsl;

namespace Acme;

[Recipe("table-by-a-fixed-seed")]
public abstract partial class TableByAFixedSeed
{
    [Problems<TableByAFixedSeedSource>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<TableByAFixedSeedSource>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Sums.</summary>
public sealed class TableByAFixedSeedSource : IProblemSource<MathProblem>
{
    private static readonly int[] s_table = Table();

    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        while (true)
        {
            var (a, b) = (random.Next(1_000), random.Next(1_000));
            yield return new() { Id = $"{a}+{b}", Prompt = $"{a}+{b}=", Answer = $"{s_table[(a + b) % s_table.Length]}" };
        }
    }

    private static int[] Table()
    {
        var table = Enumerable.Range(0, 2_000).ToArray();
        new Random(7).Shuffle(table);
        return table;
    }
}
