using RlQuery.Core.Numerics;

namespace RlQuery.MicrosoftML.Augmentation;

/// <summary>Changes of pictures that keep their size and, mostly, their class.</summary>
/// <remarks>
/// The usual ones of C. Shorten and T. Khoshgoftaar, "A Survey on Image Data Augmentation for Deep Learning" (2019), and cutout (T. DeVries and G. Taylor,
/// "Improved Regularization of Convolutional Neural Networks with Cutout", 2017).
/// </remarks>
internal static class PictureChanges
{
    private const double KeptSide = 0.85;
    private const double ColourRange = 0.2;
    private const int Alpha = 3;

    /// <summary>Left becomes right.</summary>
    public static Picture Flip(Picture picture) => picture.Map((x, y, channel) => picture.At(picture.Width - 1 - x, y, channel));

    /// <summary>A window of 0.85 of each side at a random place, stretched to the whole.</summary>
    public static Picture Crop(Picture picture, Pcg64 random)
    {
        (double left, double top) = (random.NextDouble() * (1 - KeptSide) * picture.Width, random.NextDouble() * (1 - KeptSide) * picture.Height);
        return picture.Map((x, y, channel) => Between(picture, left + (KeptSide * (x + 0.5)) - 0.5, top + (KeptSide * (y + 0.5)) - 0.5, channel));
    }

    /// <summary>Red, green and blue, each times a factor of 0.8 to 1.2.</summary>
    public static Picture Colour(Picture picture, Pcg64 random)
    {
        double[] factors = [.. Enumerable.Range(0, Picture.Channels).Select(channel => channel == Alpha ? 1 : Factor(random))];
        return picture.Map((x, y, channel) => Rounded(factors[channel] * picture.At(x, y, channel)));
    }

    /// <summary>A square of half the shorter side around a random place is grey; what of it is outside is lost.</summary>
    public static Picture Cutout(Picture picture, Pcg64 random)
    {
        const byte Grey = 128;
        double half = Math.Max(1, Math.Min(picture.Width, picture.Height) / 2) / 2.0;
        (int left, int top) = (random.NextInt(picture.Width), random.NextInt(picture.Height));
        return picture.Map((x, y, channel) => Math.Abs(x - left) <= half && Math.Abs(y - top) <= half && channel != Alpha ? Grey : picture.At(x, y, channel));
    }

    private static double Factor(Pcg64 random) => 1 + (ColourRange * ((2 * random.NextDouble()) - 1));

    private static byte Rounded(double value) => (byte)Math.Clamp(Math.Round(value), 0, byte.MaxValue);

    // Bilinear.
    private static byte Between(Picture picture, double x, double y, int channel)
    {
        (x, y) = (Math.Clamp(x, 0, picture.Width - 1), Math.Clamp(y, 0, picture.Height - 1));
        (int left, int top) = ((int)x, (int)y);
        (int right, int bottom) = (Math.Min(left + 1, picture.Width - 1), Math.Min(top + 1, picture.Height - 1));
        double upper = picture.At(left, top, channel) + ((x - left) * (picture.At(right, top, channel) - picture.At(left, top, channel)));
        double lower = picture.At(left, bottom, channel) + ((x - left) * (picture.At(right, bottom, channel) - picture.At(left, bottom, channel)));
        return Rounded(upper + ((y - top) * (lower - upper)));
    }
}
