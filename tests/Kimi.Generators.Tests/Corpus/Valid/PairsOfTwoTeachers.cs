// Form: pairs of a good teacher and a poor one, and those that say the same are left out
using Kimi.Dsl;

namespace Acme;

[Recipe("pairs-of-two-teachers")]
public abstract partial class PairsOfTwoTeachers
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [OptimizePreferences(Steps = 200)]
    public abstract Policy LongCot(Policy sft, Preferences pairs);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Poor(PromptSet problems);

    /// <summary>The good before the poor.</summary>
    [Transform]
    public static Preferences Pairs(Demonstrations traces, Demonstrations poor) =>
        new([.. traces.Examples.Zip(poor.Examples, (good, bad) => new Preference(good.Prompt, good.Response, bad.Response))
            .Where(pair => pair.Chosen != pair.Rejected)]);
}
