namespace Kimi.Generators.Tests.Generation;

/// <summary>Recipes that several tests generate.</summary>
internal static class Samples
{
    /// <summary>Every kind of stage, component and input.</summary>
    public const string Full = """
        namespace Ns;

        [Recipe("k15-mini", Seed = 15)]
        public abstract partial class K15Mini
        {
            [Problems<Sums>(Count = 4_096)]
            public abstract PromptSet Problems();

            [Problems<Sums>(Split = Split.HeldOut)]
            public abstract PromptSet HeldOut();

            [Transform]
            public static PromptSet Hard(PromptSet problems) => problems.Where(p => p.Level > 0);

            [Evaluate, ExactAnswerReward]
            public abstract Evaluation Report(Policy sft, Policy longCot, PromptSet heldOut);

            [Reinforce(Iterations = 60, LearningRate = 1e-5, Temperature = 1)]
            [MirrorDescent(Tau = 0.1), CurriculumSampler(Width = 3), UniformSampler]
            [ExactAnswerReward(Marker = "\"#\""), LengthPenalty(Weight = 0.2)]
            public abstract Policy LongCot([From(nameof(Sft))] Policy start, PromptSet hard);

            [Demonstrations<Steps>]
            public abstract Demonstrations Traces(PromptSet problems);

            [FineTune]
            public abstract Policy Sft(Policy initial, Demonstrations traces);

            [InitializeTransformer(TieEmbeddings = false)]
            public abstract Policy Initial();

            [Transform]
            internal static async ValueTask<Policy> Merged(IServiceProvider services, Policy sft, Policy longCot, CancellationToken token)
            {
                await Task.Delay(0, token);
                return sft;
            }
        }
        """;

    /// <summary>An ablation of <see cref="Full"/>.</summary>
    public const string Derived = """
        namespace Ns;

        [Recipe("ablation")]
        internal abstract partial class Ablation : K15Mini
        {
            [Reinforce(Iterations = 3), MirrorDescent, ExactAnswerReward]
            public abstract override Policy LongCot(Policy sft, PromptSet problems);
        }
        """;
}
