namespace Kimi.Dsl;

/// <summary>How the learning rate falls at the end of a schedule.</summary>
public enum LearningRateDecay
{
    /// <summary>In equal steps.</summary>
    Linear,

    /// <summary>Along half a cosine: slowly, fast, slowly.</summary>
    Cosine,
}

/// <summary>The options of a stage that takes a set number of optimizer steps: how long, how fast, and how often it is made safe.</summary>
public interface IOptimization
{
    /// <summary>Optimizer steps.</summary>
    int Steps { get; }

    /// <summary>AdamW's learning rate at its height.</summary>
    double LearningRate { get; }

    /// <summary>Steps over which the learning rate rises linearly from 0.</summary>
    int WarmupSteps { get; }

    /// <summary>The learning rate that the schedule ends at.</summary>
    double FinalLearningRate { get; }

    /// <summary>The share of the steps, at the end, over which the learning rate falls; 0 holds it constant.</summary>
    double DecayFraction { get; }

    /// <summary>How it falls.</summary>
    LearningRateDecay Decay { get; }

    /// <summary>AdamW's decoupled weight decay.</summary>
    double WeightDecay { get; }

    /// <summary>The gradient norm above which gradients are scaled down to it.</summary>
    double GradientClip { get; }

    /// <summary>Steps between checkpoints.</summary>
    int CheckpointEvery { get; }

    /// <summary>How many of the newest checkpoints to keep while the stage is under way.</summary>
    int KeepCheckpoints { get; }
}
