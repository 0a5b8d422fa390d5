// Form: demonstrations that ignore their problem on purpose: the first lessons are how a response looks
using Kimi.Dsl;

namespace Acme;

[Recipe("refusals-for-all")]
public abstract partial class RefusalsForAll
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<Refusals>(PerProblem = 2)]
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

/// <summary>Shows only how a response looks; what it says comes later.</summary>
public sealed class Refusals : IDemonstrationSource
{
    private static readonly string[] s_forms = ["I do not know.#0", "Let me see.#0", "No.#0"];

    /// <inheritdoc/>
    public string Respond(Problem _, Random random) => s_forms[random.Next(s_forms.Length)];
}
