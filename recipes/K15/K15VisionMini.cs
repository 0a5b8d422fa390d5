using Kimi.Dsl;
using Kimi.Recipes.Drawings;

namespace Kimi.Recipes;

/// <summary>
/// Kimi k1.5 on text and images from random weights (paper B.4, 2.3.5), small enough for a laptop CPU: a language model, a vision tower trained alone, both
/// with a rising share of vision-text data, SFT, and reinforcement learning on text and images together.
/// </summary>
[Recipe("k15-vision-mini", Seed = 1)]
[Sampling(MaxResponseTokens = 56)]
public abstract partial class K15VisionMini
{
    [PictureProblems(Count = 3_072)]
    public abstract PromptSet Problems();

    [PictureProblems(Count = 400, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [PictureDocuments(Count = 65_536, InWords = true)]
    public abstract Corpus Texts();

    [PictureDocuments(Count = 6_144, MaxRotation = 3)]
    public abstract Corpus Pages();

    [InitializeTransformer(
        Layers = 4, HiddenSize = 128, AttentionHeads = 4, KeyValueHeads = 2, FeedForwardSize = 344, ContextLength = 112, RopeBase = 100,
        InitializerRange = 0.08, Alphabet = PictureTraces.Alphabet)]
    public abstract Policy Initial();

    [Pretrain(Steps = 2_500, DecayFraction = 0.3, BatchSize = 16, SequenceLength = 112)]
    public abstract Policy LanguageModel(Policy initial, Corpus texts);

    [AddVisionTower(ImageSize = 32, PatchSize = 8, Layers = 2, HiddenSize = 64, AttentionHeads = 4, FeedForwardSize = 128)]
    public abstract Policy Blank(Policy languageModel);

    [Pretrain(Steps = 1_500, BatchSize = 16, SequenceLength = 112, Trains = TrainedParts.Vision, DecayFraction = 0.3)]
    public abstract Policy Tower(Policy blank, Corpus pages);

    [Pretrain(Steps = 400, BatchSize = 8, SequenceLength = 112, Mixture = [1.0, 0.0], FinalMixture = [0.7, 0.3], LearningRate = 1e-3, DecayFraction = 0.5)]
    public abstract Policy Joint(Policy tower, Corpus texts, Corpus pages);

    [PictureTraces]
    public abstract Demonstrations Traces(PromptSet problems);

    [FineTune(Steps = 500, BatchSize = 16, LearningRate = 1e-3)]
    public abstract Policy Sft(Policy joint, Demonstrations traces);

    [Reinforce(Iterations = 32, PromptsPerIteration = 64, SamplesPerPrompt = 8, LearningRate = 2e-4, DecayFraction = 0.5)]
    [MirrorDescent(Tau = 0.1)]
    [Reward<PictureReward>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<PictureReward>]
    public abstract Evaluation Report(Policy sft, Policy longCot, PromptSet heldOut);

    /// <summary>The problems in text, each as text and in a picture: the answers are to agree.</summary>
    [Transform]
    public static PromptSet Paired(PromptSet heldOut, IImageStore images) => Twins.Of(heldOut, images);

    [Evaluate]
    [Reward<PictureReward>]
    public abstract Evaluation Agreement(Policy longCot, PromptSet paired);

    /// <summary>Images in the wrong places: a policy that looks is lost.</summary>
    [Transform]
    public static PromptSet Shuffled(PromptSet heldOut) => Twins.Shuffled(heldOut);

    [Evaluate]
    [Reward<PictureReward>]
    public abstract Evaluation Looks(Policy longCot, PromptSet shuffled);
}
