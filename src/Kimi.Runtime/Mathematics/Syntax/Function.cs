namespace Kimi.Runtime.Mathematics.Syntax;

/// <summary>The functions whose values are known.</summary>
internal enum Function
{
    /// <summary>Sine.</summary>
    Sin,

    /// <summary>Cosine.</summary>
    Cos,

    /// <summary>Tangent.</summary>
    Tan,

    /// <summary>Cotangent.</summary>
    Cot,

    /// <summary>Secant.</summary>
    Sec,

    /// <summary>Cosecant.</summary>
    Csc,

    /// <summary>Inverse sine.</summary>
    Arcsin,

    /// <summary>Inverse cosine.</summary>
    Arccos,

    /// <summary>Inverse tangent.</summary>
    Arctan,

    /// <summary>Inverse cotangent.</summary>
    Arccot,

    /// <summary>Inverse secant.</summary>
    Arcsec,

    /// <summary>Inverse cosecant.</summary>
    Arccsc,

    /// <summary>Hyperbolic sine.</summary>
    Sinh,

    /// <summary>Hyperbolic cosine.</summary>
    Cosh,

    /// <summary>Hyperbolic tangent.</summary>
    Tanh,

    /// <summary>Natural logarithm.</summary>
    Ln,

    /// <summary>Logarithm of the first argument to the base of the second.</summary>
    Log,

    /// <summary>Absolute value.</summary>
    Abs,

    /// <summary>The whole number below.</summary>
    Floor,

    /// <summary>The whole number above.</summary>
    Ceiling,

    /// <summary>Factorial.</summary>
    Factorial,

    /// <summary>Binomial coefficient.</summary>
    Binomial,

    /// <summary>The largest argument.</summary>
    Max,

    /// <summary>The smallest argument.</summary>
    Min,

    /// <summary>Greatest common divisor.</summary>
    Gcd,

    /// <summary>Least common multiple.</summary>
    Lcm,

    /// <summary>Real part.</summary>
    Re,

    /// <summary>Imaginary part.</summary>
    Im,
}
