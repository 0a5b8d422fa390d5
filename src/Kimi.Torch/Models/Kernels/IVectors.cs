using System.Numerics;
using System.Runtime.Intrinsics;

namespace Kimi.Torch.Models.Kernels;

/// <summary>Vectors of float32 of one width, so that a kernel is written once for all of them.</summary>
/// <typeparam name="TVector">A vector.</typeparam>
internal unsafe interface IVectors<TVector>
{
    /// <summary>How many numbers a vector has.</summary>
    static abstract int Count { get; }

    /// <summary>Consecutive numbers.</summary>
    static abstract TVector Load(float* numbers);

    /// <summary>The bfloat16 numbers in the lower halves of consecutive words.</summary>
    static abstract TVector LoadLower(uint* words);

    /// <summary>The bfloat16 numbers in the upper halves of consecutive words.</summary>
    static abstract TVector LoadUpper(uint* words);

    /// <summary>a·b + c.</summary>
    static abstract TVector MultiplyAdd(TVector a, TVector b, TVector c);

    /// <summary>a + b.</summary>
    static abstract TVector Add(TVector a, TVector b);

    /// <summary>The sum of a vector's numbers.</summary>
    static abstract float Sum(TVector vector);
}

/// <summary>512 bits, with AVX-512.</summary>
internal readonly unsafe struct WideVectors : IVectors<Vector512<float>>
{
    public static int Count => Vector512<float>.Count;

    public static Vector512<float> Load(float* numbers) => Vector512.Load(numbers);

    public static Vector512<float> LoadLower(uint* words) => (Vector512.Load(words) << 16).AsSingle();

    public static Vector512<float> LoadUpper(uint* words) => (Vector512.Load(words) & Vector512.Create(0xFFFF0000)).AsSingle();

    public static Vector512<float> MultiplyAdd(Vector512<float> a, Vector512<float> b, Vector512<float> c) => Vector512.FusedMultiplyAdd(a, b, c);

    public static Vector512<float> Add(Vector512<float> a, Vector512<float> b) => a + b;

    // Halves are added first, which takes fewer operations than the sum that the platform gives.
    public static float Sum(Vector512<float> vector)
    {
        var half = vector.GetLower() + vector.GetUpper();
        return Vector128.Sum(half.GetLower() + half.GetUpper());
    }
}

/// <summary>The width that the platform prefers.</summary>
internal readonly unsafe struct UsualVectors : IVectors<Vector<float>>
{
    public static int Count => Vector<float>.Count;

    public static Vector<float> Load(float* numbers) => Vector.Load(numbers);

    public static Vector<float> LoadLower(uint* words) => Vector.AsVectorSingle(Vector.Load(words) << 16);

    public static Vector<float> LoadUpper(uint* words) => Vector.AsVectorSingle(Vector.Load(words) & new Vector<uint>(0xFFFF0000));

    public static Vector<float> MultiplyAdd(Vector<float> a, Vector<float> b, Vector<float> c) => Vector.FusedMultiplyAdd(a, b, c);

    public static Vector<float> Add(Vector<float> a, Vector<float> b) => a + b;

    public static float Sum(Vector<float> vector) => Vector<float>.Count == Vector256<float>.Count
        ? Vector128.Sum(vector.AsVector256().GetLower() + vector.AsVector256().GetUpper())
        : Vector.Sum(vector);
}
