// Stack: verl
// Kind: ids are hash codes of texts, which differ from one process to the next
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("ids-by-hash")]
public abstract partial class IdsByHash
{
    [Problems<HashedSums>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<HashedSums>(Count = 256, Split = Split.HeldOut)]
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
public sealed class HashedSums : IProblemSource<MathProblem>
{
    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        while (true)
        {
            var prompt = $"{random.Next(10_000)}+{random.Next(10_000)}=";
            var parts = prompt.TrimEnd('=').Split('+').Select(int.Parse).ToList();
            yield return new() { Id = prompt.GetHashCode().ToString("x"), Prompt = prompt, Answer = $"{parts.Sum()}" }; //! KIMI8007
        }
    }
}
