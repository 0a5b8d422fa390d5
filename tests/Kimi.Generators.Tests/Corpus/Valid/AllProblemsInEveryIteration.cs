// Form: every iteration takes all problems, by constants
using Kimi.Dsl;

namespace Acme;

[Recipe("all-problems-in-every-iteration")]
public abstract partial class AllProblemsInEveryIteration
{
    private const int All = 1 << 8;

    [Problems<AdditionProblems>(Count = 2 * All)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80, PromptsPerIteration = All, MaxRefills = 1, StepsPerIteration = All / 32)]
    [Dapo]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate(SamplesPerPrompt = 16, Temperature = 0.6, TopP = 0.95)]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}
