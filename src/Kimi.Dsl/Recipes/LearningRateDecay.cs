namespace Kimi.Dsl;

/// <summary>How the learning rate falls at the end of a schedule.</summary>
public enum LearningRateDecay
{
    /// <summary>In equal steps.</summary>
    Linear,

    /// <summary>Along half a cosine: slowly, fast, slowly.</summary>
    Cosine,
}
