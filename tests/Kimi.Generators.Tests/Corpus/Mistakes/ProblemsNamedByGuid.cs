// Stack: LLaMA-Factory
// Kind: each problem gets a fresh id
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("problems-named-by-guid")]
public abstract partial class ProblemsNamedByGuid
{
    [Problems<OurSums>(Count = 4_096)]
    public abstract PromptSet Problems();

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
}

/// <summary>Sums.</summary>
public sealed class OurSums : IProblemSource<MathProblem>
{
    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        while (true)
        {
            var (a, b) = (random.Next(100), random.Next(100));
            yield return new() { Id = Guid.NewGuid().ToString(), Prompt = $"{a}+{b}=", Level = 1, Answer = $"{a + b}" }; //! KIMI8007
        }
    }
}
