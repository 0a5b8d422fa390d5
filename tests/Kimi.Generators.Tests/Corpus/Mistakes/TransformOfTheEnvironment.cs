// Stack: TRL
// Kind: a transform takes a number from the environment
// Caught: build
using System.Globalization;
using Kimi.Dsl;

namespace Acme;

[Recipe("transform-of-the-environment")]
public abstract partial class TransformOfTheEnvironment
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Transform]
    public static PromptSet Some(PromptSet problems)
    {
        var count = int.Parse(Environment.GetEnvironmentVariable("COUNT") ?? "100", CultureInfo.InvariantCulture); //! KIMI8017
        return new([.. problems.Problems.Take(count)]);
    }

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet some);
}
