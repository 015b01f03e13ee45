/// The direction numbers of Joe and Kuo's set D(6), for 1,024 dimensions.
///
/// S. Joe and F. Y. Kuo, "Constructing Sobol sequences with better two-dimensional projections", SIAM J. Sci.
/// Comput. 30, 2635-2654 (2008); the numbers are from their file `new-joe-kuo-6.21201`. Their terms for it:
///
/// Copyright (c) 2008, Frances Y. Kuo and Stephen Joe. All rights reserved. Redistribution and use in
/// source and binary forms, with or without modification, are permitted provided that the following
/// conditions are met: redistributions of source code must retain the above copyright notice, this list of
/// conditions and the following disclaimer; redistributions in binary form must reproduce the above
/// copyright notice, this list of conditions and the following disclaimer in the documentation and/or other
/// materials provided with the distribution; neither the names of the copyright holders nor the names of
/// the University of New South Wales and the University of Waikato and its contributors may be used to
/// endorse or promote products derived from this software without specific prior written permission. This
/// software is provided by the copyright holders "as is" and any express or implied warranties, including,
/// but not limited to, the implied warranties of merchantability and fitness for a particular purpose are
/// disclaimed. In no event shall the copyright holders be liable for any direct, indirect, incidental,
/// special, exemplary, or consequential damages (including, but not limited to, procurement of substitute
/// goods or services; loss of use, data, or profits; or business interruption) however caused and on any
/// theory of liability, whether in contract, strict liability, or tort (including negligence or otherwise)
/// arising in any way out of the use of this software, even if advised of the possibility of such damage.
enum SobolDirectionNumbers {
  /// How many dimensions the table holds.
  static let dimensions = 1024

  /// How many of the dimensions after the first have a primitive polynomial of degree 1, 2, 3, ...
  static let dimensionsByDegree = [1, 1, 2, 2, 6, 6, 18, 16, 48, 60, 176, 144, 543]

  /// For each dimension after the first, most significant bit first, in base 64: the polynomial's
  /// coefficients without the leading and the trailing one, then m2, m3, ... to the degree, each without
  /// its trailing one (m1 is always 1).
  static let packed: StaticString = """
    2QJM2JKESJ3ZtANBXsvDYeGj0qE24mOYrTszKU+B9s+YnzHiHOOL5GgMaOmSOqcW+PVVmjzmImifeBIEHTJdlMxylO1gbq5bpGUJai3S\
    uA3DYe97cbzH1Q7QHT+Zj0V3/r7AtKpZviaXaxhF79FoLMecfAnZQSUHM0UlR05x6ELLkOlyTo43rz7G1CFfhwwg3Vyxn7hCSPnFv/dX\
    opatQgjLkL1u8NtEGwQiEAomWCqxaLDns/kZFVD7RbLFUdhztS9ebKA78079NMRuNwbPvvKTtbztjFA+Oy6auAQxa198kkp1RuJ6FRSg\
    1AFBUnrHB97VfBKgygVbO8w3/zXqC/YtP2ckE+v3ZoTt6XmQbVY11b9XoIDDaKx8PDnIMQiZTrRnV4qB2v/xiPx32lWYkUQC58SpgouD\
    hk+dFMukZwp6t74yh63RcMnTmwYu3yPRtSrFo2JbZ8ywvOK55Qx43gv55mmsB8IAISSL3Hnepwbx2mZbVB19ykol4a7jrRqZ2U5TFQN4\
    Tub/OIXmrqYTcils7LpaW4fPHG6g/u/0SUSzps/a+kg9SQJOQkuLe5Qa0U3/6G8wnGg6/jZKwsclw+Fqexl9JhEIJcBvlPQyk/UiAj/x\
    yrPiiK40wS/wVDFHSMBOfxDXwL426kPzmqHqXbLpzzcniWAuET+27n1+g6kNJhIzjUwEZt98jgmqkiT/Pq1tE0xw3IZ3DYU8HRtFmt4l\
    CpGVnacRlX21rQiBclrxfIYyXHWEbF7mt2TmPUqlTKpyWWi+8kPHOGhoCzi9ZKXH2WDptDJnlWVPz0FZn33C+kKB+H6csys56mISZwby\
    7mJIVIDuhW4gYlNU/tO3aY2zH+VgxgpD8sMmo+JJOk3H4e0WJaXv7i+g8Z4RbgL4wC5+fmxGTbL6JGaWfuIma1TmyEtQAbANiIC3ezrS\
    3uMaDVa7fhYlSj7rL9Wvk1d/ocWewzgf5zcdwT1528+sgWFRJJzLs5cQO9PH9NGUyQfJLpdN2CbfllJtUIDNsUWzdZPfHYa+Jdivyk/1\
    +rt9VNnpbH6uNsntYyMAOTLrKmk16exbI+d9cFfa5U/RUTz/y89F/Mu2v4GYR2OZZwCv3HD04EJ1AX6K66h28RjBVc0bclk1LkCyyoMh\
    5MWswI4A9DrXuxNoYvRATdrGzRwyN0I64u2EGBx3lPCN0vcFD2xYrZngCA6I0Y5DsDXnCwSitBxzlb21wn344L+i739xUgYm2DRF4ECw\
    4IziiHo2xGdzMe7DjjDWNDNnVhNijcIcCW0+97rHWo5nm6V2td4ex1F1m0uFGNtD1+QmpALaruIbhKx8k6X8qRN2ACG9auD8kgLkJuhu\
    BpRKE+5kTNxT2Cd6LZBPtp9+E8wEVxu0xcxKJllqw6MimEUnKMtGaxtQAqCmd3kiid/pW49wYQp3GAy5q5V41/qd+l1+gikY94JYL/Z+\
    ILuXYjeYI8V/vkJYhgxx7GVjJUlkpq/PMqUQXInzW9s2SyKgaxm5/Lasu4MOzOOHmFTQUvjEdjWloZclR0s8osFBgFI2wx9xKfhNm1uK\
    0AMXXdUbSh/IGAs+IqkrUpQn1EZBihRbEhUFV5CHHFUJFGUZ1iT3WdqSSKpzP5TLPkwb3bG8sFV8psjNFjO+lalTyYIdR5wuwwn7ZFgY\
    Xi8u5QoKjegMQXNakKDK+mctRsVOuCRt4oqbBKmaHsemt5AYVUPP40nrGR2rKq1bQEaNIhWkkDl9sV7kq1D1+piMXam1vW0nhV/spILp\
    FqSN5NHbDXdFu/fWGJ7IvF7NYaYXlXlfd7qi1376PzA60Egn8MtMWEed/AgLfvysQ+Jz5mmJz7ZlyWF1fzm/Ez6lN83oQrVxoEkTqxn7\
    9bTSkywFkq2wXWsIZdS6RNAJNePjJv1N2YYbIyHNl39Mf029nfEZ+nVvlvvzfZXuFSlLh/YKPO+rdTHFppkpEPUGQuSIoIAQKpELcpGT\
    EFb15F+6+zEqk+mJjZ24CylAYUpvbvHzx21x1z+Hk40kEiiLwyPbP6yQXlIkNe55TwKVzTs++eZ7kDy7/7h9tDUsHxmAlUC82aTd/7me\
    IGNDMlwQ89oQZZPSidSEhHg9j4E0zqep/FYJGdU2Ku9eMApC1CMNe9cazJS1orDBOI5RPHMIjOcJyE1FVy3xEV6kTeve33wHp3JfkDFu\
    H5U8+TVlKIYDh8xcnD/QanENYHJZx0aOggQlcS/N6Wo6GBH+mN7xczEfvJvMyuJOHynXN2aaqL+o7wYrs1G4/ASw4ZYJxS8sudi3X9To\
    KizucyCLsntVa79JmCzrQLQK15VfSGyhxRV9BypXb1HZJNBRhEtlaTbMDu+EhH5UtCi6rQuhAYqDWViA05K+/UcTiKaBypgiqgChAqN7\
    Ad9WBpGZWlqAMqxTgDOJXyszVvfcqrjvD1triM97tpBtjzZLsaR2QOq0Gz5A/WIJI1ENqErQA5JoOArdQ221DNaVc29rkV79S0NfuReg\
    Xfa82bnddojlmzhpPW7alJlQ4uRCt4EPb+Mo2vHrzrCD6QkVWm31s82upMMXawJb0YBmtLeHhzAStXbh9jXEPMFoiKOvbOJ+/UbQG/w+\
    sVfCB/RQfpg4zUWkLH3OfDxx0/dj+Q5dTka8iayJ26hDJfAiy4fGo/GVZ1pKadqxO8vzd+yL7lPV5xRkYIOTYD7z3uYCzBaeHzn1ShOX\
    eYQV/QD61rZweft2kl1ZmSrp4tNPDMw/mGxvraiVMHHO7DE512wZmHlyzQZs/Jy1mAaGxbbmTpaUSHpN28qGPRRkssjd8c3ZyZg8LtcK\
    jmdT+TymX4xk/EmeSVoXzHF50mO5r5vmytXOY9wt4/XCrduF7/O2u1P3Nwixvui9tCAZ3fyCHx7oB6rCFPzMf4IO4sHePI/PyCSLKDFN\
    SmPlwnxN7AI0/fNt1fHJdSohemcn8k3CVCo9bkerYXJnmZ7WKpjXCusLj5vJhyJeK+Pf06lEqbz/aGPy5w+ykuEUpfpmSroSGU3DBS2P\
    fKEdl9054DSAb51b6YC4LoHt9w1g7jeViAoPrT1lT2cjOfYgmKv1QSh6Gdx+BodrBe0/8EKDADrud+tgtbczLcIN3eWqygIz0fcR5rya\
    2sHU7XpQkcWKaJY2I8USROwkBKtnf9FBmCnjd3q9/XXB+AFXtXGRH+YZCcmLAfkhpJOBpLuEWqzR5vnsLWZnwwqrUv9veZF4lBs2drzI\
    hmBBbfjsD63wQx2JqEsHfIx4bRskqMwGQawoj6JgVr/XUjdu84erNBEogpHj1RDvH6QU+diZiY7aeJwBHW4E5IL8onjlgelZJ+DQlql5\
    APPoEVw0Ydon7isktQsC3nIB/IeVd0pZfYhImlTyoElDDupE/rZ0MvUiGOv9gSEQCxtfxMgaaEldMfr2toZx8z63kzAXxrEz+xe4JSTE\
    DgCpph+rqPUySSx/jcDCBFcwlr9V0nMpaE2NMN2o8rOjsePZvvVGZModTffdXlvdpp+pAYf9+64S4N9A6GMCnysfF4a/UUNhHd2cTN5X\
    dbonKVRKUFleJlvRdjJlETGR9wyOjPOamFBQC5vW9HUk23YZTHOTJKUyLPA8HfYz0aUrFwbXkSxOiZOppSrheP+Iv1+RUPLOh+TXclbM\
    2o7jgkUdCLokJ9U00EXhWwD8hC6yc5k3Rlj4rEi1xbKt7NALxM1sLrwuQyWle6Q6TXcIC2IHbD25nivWK+skautjaLhglGofYEb98QmT\
    I0KeK2e2ZxkPmVH2QPRLAsSWmssaJKXJ8RUWyCakEXwvkc1yrmi14U7IpfyGAdbNxW6zHPwYEGMbzjKd+1VcQ/BhnXQnGXm2s9TfBfOi\
    lY+qgaSe+dWd1cotvIC/ChVc8S2skWL7qTv5h62msqwI8elK7L2dWJQKT+4Fra3vk74X9hqaKCevgvTl6jRt4+o6hWp83Q0/k5smBC6r\
    TaxtPqfrlCJFiM+F7uhm408S34RS1zUc07EYuHd5JRXWu1npR398zqaIk88L+ka2yDBi6pCtXBJrsspMW4mH3QuUE0tFRLTvk/J0srrV\
    nJoeM7InZew2A86XQAFo3zFwOux1zCl6yomxF/GN8b+gFK9N5CdNjw9KnuVqclhQm/auLW0/s5/QJ3lGttqu1Z5ltNufpjjOtf0NKq7J\
    0bZroh9orz7KHOUd1yHHRlDw5Ke967zFimlKS1oMr7X/WtRfAa87dAnV//K0KA9YzcSUv6/Vw68bDvzk+Wgar0wlwN9xY8hd9YXGpbiP\
    G4ypWuxNcFZdcZfuru1j1Lnjaq3kGLxbVx9g9H6QfcbXXIVIUl6gDkp8yumu1vs9yzydPXd+rOoD3fl9DUq8G2+LcjzOn3ed6fy7koF/\
    GymOsBK+dMYrPxlKdYIUk16z/H9c27wWl9hDhal6HyPhOmT8XWx6UE4XExDOciv5iQyIeQ51G1/6QIvWL8n30YS9ZqEGBTZS9ORTvIJ2\
    eoWy6nEOeSUS/1EXmJcsTTb9gfAdjMnJ7qKWUH1llOZyKtyKY/Hi3b88l1Pq+qCQztWaDGB7mFzUBboB0jyrl6BG0dcG1qFlSKoE4Ac6\
    ZvVAVHPZSSVD9SmrWNALyeLACq4ddcEeS2wBuoAMbCpkLYpUpeihE2IMaokN14p8jnwpulkFarTHRo3hmWCoZOhFLOAnFzXm2B679Hfs\
    uRPpyhO1tgpvD8oSm1I9oWqvKL5n0Bm6OzkyPfvzmsQkYhMqHo3To5XVroSCpmiTHcbKJMA4inmsWfEMOOEgwHiA5I+NlD6yCEpTUPd8\
    nNOAQqealJsX7jVHG8X5wV7rH5hBhmjxWFu0dv3QlXXBxNQMGOvvaiGwJwHm7my/kk53AcgmIh8zANEpKcvFfVOnfVSAT4OKxA7OGXtP\
    LZAaBzaSdT4sMiHftAp2IzVLaEOqY0/PAyu3l5vdPXmNePEA3kKGxExzpVSwS1BFUOCpMrx6e7M37BGg86w2oHD2wITwBPUI+j3vSGSR\
    AkKBS1++CvAMMEFFZjBXLgORsrnWlq1VcBdyNQnaciUUg6wTBeMQTeTz1MT3YfrBhU9LoO1X0jwEspBkvv5PHBzp5oM6XBwitj3q117w\
    7/ylB5QJtCqJDA65tJVCGTvVTX/ws8Ii9ZCKoRUu0deWy+CIqCUwahMeSYf5t/iXCX/oxWFrZyCwZSSCdB7K5xDj7rtEEOChwQ3FffHK\
    kf2uqCzFiiS+UkLjxPSpC1xspfMupqxsN+MC8Zjo1pG9/GDkNXDEq/tGZ6hkGHyOLDL6gwicILgBRRw7DO+PT0gGR0snZW6DfZ9MWwXb\
    nZFQixDgAwhfDAnSW9RhIDjkKR/bXE98DlTtDm5SulkCODHt4mODvI6x0+FPZxmneiDxLxXhzpRKzr45LD4hWPb0o9Mo8ThiD9DdnnUM\
    ebaN9PcEMFEZEOsWBf/VUGES/02D0gqLtqCzPEb5MEYmivxUJWVEEew+QqNURoU9s3VEhPh1KCJqe1fT8iEtIoqi92WnG1vSnEu97m93\
    oJCXPh/WE8Jk7amy+igr2zAE/i6Mgsmmt8te/oFESlYeLgVCzW0CdFL0P/TAwy3hWAMVFNF8ZnVzIT7qtMIFZaka9WFPNMkbvIFfQPDa\
    w2t9r48wvFmDDwjMB6FyW3XGF3WhUph//siQqJMF7hY6ntpZkikFUlF97rtsrvYaqSDw0GCV3RWliy6zsiB/GTJSDoGhAAZI3/UGVo4R\
    EYZ97SCjeJGjiVJaxXKwpWgOsGqHbNZP3mNPL926GsNbctwcD3fQBumG3SPQuxq6TmcLobG4qjWf24w1J9CirG+2CZnWgwQ+4Tx+HDZ8\
    Rg6iYFIA/kwHGXdo6p3POYbIUeHKpRPAZEKQGXG6+HRhVQLDQLctLOB7HUZhXxshYJgSJG7HYy4ue90oAhDPKIHbtAgV51+9U/IG8Hd8\
    tJNuGZOa7zoiHw56xCLtJVC1A7kH252SiR++hror9nH8aEdceQe6d3hwDIFGKxFML87IPb1YIJlNSYtqa1FQFBiIPvHnkIOsfqTgBeIS\
    KXfMR0qD2WQuLIUf6wHikULnWCaBIeTZ9DRjJAwqqn/Io9HYo86Vc8OWTJIrL7j1nWk4sPMQ3Iw1vGUSpUMCtq8cI2mqLacJQ0H0t3VI\
    /tQl9PaWkof5EtJBD/0yD0pCsy7gZJNzqVd+bcX3GeUdJOUi6LICy0hJ/5iJaRWPGO4tDhLf88JfiT1M7DuPpQlh6Jg1lO/C/Nr5Fm6o\
    Jjlb6L9oz59XkbZJl84YtEojNpZHx0Jx9wKeH1CzR/amRKE/YUMc6flAcvsfKL8RJW5JvqqxREmKOKq7TaVycgJc+MKQ9R6xX8ocZ08m\
    aKWX+j7jHtaoUNpFKcGjSLEcPNpu/WHKp9vIwQYcD5YAibKqzuFhTPDSuIsLoKxLAxwZ/uwTbDNwK4rY91+a2S4oIX2K72JO2mt0bfXB\
    8bLDm0Pc7yGOp+bEeLF9BfrQPWZEt3cyLKq0vwHOMf+2nXALMpfHk90h4wfTCgLPKS9YAZ/OOxfyhLX8CFcTqu1hGS1QLemm1/EOqU+6\
    hixLiaP6CPdjFH3+2PLnGSRaIGZ9xpWGuLru1Q3Q0whWTFIoL1dsxUluiQSVUxDMBbxo5ZxCYSpTb1MCTbGNNxAxYIL/FMIO8hoPmuGF\
    5VAaMWgqmFJVzSSwsR6Mflih10rlduq5uVMlETFmbMcQPPBJ0Mp5StkfXFM2uBcHMs2Fju0VN7HUtu/M0XPcGdqTdBp6yhM79rh9uv1j\
    jtJ35M910BRfBX+OA5duNDgZddZamudetvcNJaiqR6Zm2+AbA5NM/z3od2p9wDpO5NYa7kvYqron78lRNbFxLIBJB7f0cE4Ne64/NfFY\
    cdORJONhzgYuAsPKMdljjN1lPgb7J7M7DM/JN6Wr/PRz5m08ZTrOJVFo638k9q+UXaOUNom0yehSUe/V2OduTnnpt2LxmL3bOnE5WJG7\
    75Sf74BOrEVBDAsIad9wZaOuHrNvzlyC9SYP4O10t0xrHv/GQ9MuO5K4SrwI1tx9kz4O8LPyza50AWhMjkPBNPdD3CIvjG9N+PI/xF1L\
    7s2ELhMtPQGb43CyjoIf0dpPcNB+sjL8B9XVAzPjYv7GBWRgGTQuTPlYAFSaIrRXJrjLPvVPwjwMWVojK9JP3eXQudINOpocQiP4N1ZI\
    SURdyRwx5QDqewJSYFfF7CpyQMuSU76BjEP/9GMQPz/Ycit6CTVvuIQRfFgFoGPKjRd6KQYyjUAMQkdUqQSHQdr2+GRdUAPr192QeKsg\
    NIeBO/djXuQimev18hRGDxZpCQzGzWpCVPlwxcHFQ6wuVQhnoKmW6onRCbzjpQHu67tq3GRVoZn66MmTaxXxkRWR7c/wVTyFHxPjRfvj\
    E49gOlnUbGZRmXwPsi8AhxpTe4RqxdKnMoYgAgJS0RvI2vFkD1Ts1VCURxF6bV/drCEaA6DR06FxKHcHDtVogkR91XdVRry7IyUe/SEc\
    K24LRXZLtejESH36s4kLaBfEOmdSIPF/RM6TEypjBHSNUK9fdaWGGZ4PASVoE7W7c9vzTw+9Sadfm8VE3PWWDsOSfyooQYN8ySqZKuSg\
    d7Nw5sNwNzWPdSluErCW9XNoGM7oSqGm1nwtomnnJr5S7jNwCac36BmBCTS+nIIBylGx5WS1XTAHgKLF68rRzmV5TJpSTn2iTyEKQx1T\
    PHzoDsvA7GyjyfTXiDHQoXLLXgqNCTb5SRO7j8yOrJGYTeHgkOo/3dE2w6NThm1qhVVm6sjDmKTrmhHvdHOMfkDzHT56P+BMyisIC+9p\
    T6wFtUBQ2vmbqFbUBqrplsRBj2rZBaUH2A//auVF0yn9BUOy8WxnMt1c5DvQUQTaPAyDYRKzsN7UZ9e+CQbEocVDH/UagE0WmQeNNmJF\
    SUmJgaSb8IkWCsXPU0GEt+PiGx39GB3U3fnQMiz15W98XxU4fz/8A+MImxR/sU9eTHjkkHfOlrAXU+uYsYMWk4hSzrdVSGt1az6Ee3ov\
    FXVUbYY1sa7fVfL05VY9MBpceBTlngIhViyBoAIfJ1EIMuCVr8mBELUx2uBMA7VtraQGv++oPSY6rV1Y5J6djisuMhvkV5gJ+7+ma3R+\
    qqRWAaIXt8X+BDfpQfWKXAlYIXc7YOK5eWRhv/qn/wgPqCjcWSr1h6DchHFuyChWX6VIYLGyq82hg8WbmRQwOHhu6ZVpmWhY8y8FacmF\
    0zz+Wkr7ZmXRFptJDsdW2O5MeyoUh9HVROW/IBpGQwR09flRPXCAGg2NGIF64cuoXLsFHZSH6TbFeRKXNDe4OE5zS1GlvbXW3iFSCUjs\
    Y1bsvXZV06XXPSVn1ZglXs7DcZGZApkOsHSXylqQNg7VKL/La2X+shGDuWKgnZhRqYHs4O7Kx2Rd0Y5oYQ0NXrGrrXhsimdYVKZ+IglY\
    GAsI3SYWq+OoXL/tJcE4RYfuiGPrI7wnPOMRYgl04rbWTPd1GGuYmWaLf+b73C04olY4FkNhJpw9S733vZFSrE4j+Uot97GrZG65NTY0\
    grTac6aZKDxH0EavQ/XWW9ZRslehOvqQ0jI/TZXwIpAHKdWIWYYeZeOcXVlFJB3I4T0ZicJQi5p8Mt6HmXZoEapBooxmIztcxZruxQR3\
    09vlBVu8ZwrCdlXJdO56vVzZzMnFr5R/QWWQ1AZ1UQo/gVSmtsCOOaG/5efdfCEE8gzZaMsrPptvoVt/auBaUTGhvXDS/5Y57baXELDA\
    68PvXn8KKabJahpdvBaBZN0ladY9i4T/m//p3LzaiPdbQCClIVB43DattgVCRKw384thLaz77rCfG4UURHxCa6tZplY1Ek8EkpBbEf5c\
    nJ13dvf0UPbHMg9NZn2+pLyAFbTKKUFATaUgPrp1bVduQQUEfIEBOs5ba+wjAMT7FRNvLQbxRo/CiE0RTcUv6b4lZsjaUUZK5a2Wb+Om\
    fqQgAUJRFnfcDIV5Tni1ixj3EScJ7d07MXsmx4YxYcKS4mBDrsBSLuKicUoom+gjC56wvOCckpWZUPeQKX9xqkcncVnH3FTxPAtPdctk\
    FWcLC680tq3LcuLAoQf4dx34D2ccwJeekHtdAtGwdyc1cn/sHPgxyTTYfdH/yPpaqyR5fo3MdIC4i/EZ2PUMcRvdLf8kbqOsbRLNxBdO\
    gJM4yWZ/TlCZZdVhjONzfCqChtDWdZm4zK4D+K9Xk1odcPNkohN9UzpmPldvx20aRwvpeI5WXd9ICcTgOXMGmMdSd+OvxtuZa9QViffe\
    C6LvWKXtDbFpMgeEw2GPbysamYCn4eIIYmeQL7f7BSQWeL2JzapuqSY8OjrefAPwnSCjDufbTFeguBGaNvNTQNp2rel3zTl0Mrct/8We\
    emYN9cD2geEpBkOesHpBY4JP7nt/YKevMiF8BXcxH0kSKeyztL+h8kdXP7RYe0qJM/jlWNr54cbfKcqmDtAwGBbT8efSdRyP9G6m4gUK\
    4fX4bL05Y0/JbpCOfYHowhvGBN1pz4hfnbyTXafMRDJaLmfuXtCPuhyY6cwibfzLTtTT2vuZjDLVf2seAX5AnF910vUf6gO5VB1FJjb1\
    ugf/9Ghjq7wtEdB/agDL9OdbtL3820IpgKZwd3+ZHHZRc2DgM3Tk8dSAVbBgFagXw61phecxtqB9NgkOXynO6rZinJqIgn9LMJrxF/lh\
    7sKgz6Li3VExkLM+MKg8xzedgo10fhH7zg/IqkMF+a89Y2ayhIgoc26ApYR3CTYhQxFazWVuL9ABYuhaQGWxJ59cxNNeOhfS8YWDG2N1\
    616IhgAjuHTClT9MvDxhpFOmpo3H16PA7vhsp93QG28scwluMhyGsIFPtn/E+AYEh3RK8D2Jw4Xg77TiCnaF3bpa6wfWfhiHwkeXNNuF\
    ZaHQBiaUfC1HYv37hkUOij8mh6wum4aF0icimQW36rCbbPDu+OivvagGfZkhNteVYixpbBQ9ix9g3H3ui4hOokZCkMIguHei94fJeq+1\
    KuxqatjR0yMMYRZlji2M2jUteBtouFe4bbKkjbxz+8SgzKwMF4zjigLmJ3NvVW+4c3jk1VRkl3caxHc4DjtvLVuaqD60sO3vjwfVWKcf\
    lH18WpLj1oRS1fibPP0s2Xj2PeHjx9a8Z50gzj5E88Y6sYch18Csj/4t18ujtahsrXNkEbR060/41DKRphkHVaViRKd3daHEGkOzLrf9\
    vcv6h2g2kTD0t6Ci0Li9sdlkcF2GNcZ5BSudgSklyaR7GIZnI+Cq5kpLtOqqNgp/DhDSkszYjKgrmoPV5pLkyHSyO3IQ7uFE1flAdSxG\
    1U0VysiWqlJbqqRCRWYR2p2+lMu/SQdK7SJ66qnlPim1G9gbf/+TGKlUZX6J5/jJy3XaPlbUbC9x3N1/cZP+ld5yX+8ZWR49+1slhc+X\
    A/B0E2sDrPlrkvve4kLn12iUBltGODVkhLmBOHkZlzl+ReuGWQzlCg9mDulupstEenuLAsmKPFKPsYhF856wDmXbtmsXxfc/B59jmouE\
    4uJD0b2CJrLmuxy94o4TL6X8CTm6MlOOq1cC32RTsnLMLD55O1h8V42lnNECmzv56rY8t+rnVgaGz2QAM91qhUnclTlO4vCspDk3ungZ\
    XCG1ySCraPjHnjhmsOAUwJlgoeZnqdJzNeUhoARiyTnx/qHVv/elA5outny6QP0mziRcX0Syn7zkUDDxXl8rYXZn9QVSjiKINwoJSfoE\
    odGSLd2DMLGo3oNJHd7ElMPiettvoThld2p4idGkk8Yogls7XzpgYXlyDMomH6SuV02wTPGVUov92atB/A9tmgD3o0dHVCG7zfb36DFo\
    7AeV3R7fVKZlqQo9rMoTRF9c1kJeUpDRnGvG0GRY0s5rpJaymTxoSXkRprapMLMAgbn/r44rA1pS1KP7CCxTJmTw4peaUyy3QGXtceQd\
    pkLL7hhlJwcq4/aptyGo80/ekjc6mBpzb50WvPW5cu2vdp8BWFkrYsFnMeD8qGwaRLsCkX9MwQZqP+LGfprgIhPrPGqSkAJmJ+YOkxtB\
    uqY3okmTK+ZteSvOqbI/ZinSYvDwo86qiItXls+Voj8yhuqnpixG+FxvFqOBNquHjoUIHst3hMWjq2A03aZ5+PO9Dkrq5i/CtIYmE8I6\
    D8q/eX5X5ykmB9DgWrO9tpEGT391LBZXrQU4eAc4bzWrlIwrckbGLWhMiqX/pQrmHRL1ADFaSxLV9rqvdN5aVzz1bLDzrsEGQYlxAxjE\
    AJ0rxXcxDdD6EeGVOEr0h3h4mLGatE7aor3Ac0KkLx+xwHaRsArEDw8UhX6fx2ZsFThtCc1MwHAwmJsPCnFuSN7Si91nosScU0mISNvi\
    6UvAsXfUcuYDzJjlKyrsdp2V5SZKUNbOEZskxrDlk2nO/DXW+soaVKsRKqeBh6KystycMShDJ9U6kxps5wTzBqfBmbqIEzs61+ojIj5Z\
    T4ltftIgcRzb/7DY8u2BtNvjFrdrB3VgwTktOmnwrdRwiFIspttWcjfS3jSCLHIiztljxPpIARSzXKi6tp5ldfVocn+WmOGtqqKpZ6vx\
    YOvsWutxLIBvPAQE7VGOHt3g1Nf5Bq2z/HUtuC9pAqhfoHHXe4puHqd6mob6PoAYvKuNfNsG84E/UnHqiuQ7vbNP3BmMa7GPuWL09+Co\
    Z7z4GHjucfkdxTYiZkYwfBugdY7SLYDsXaPwrujZsXORwG3b+cw8upFgCce0pMUALmdu4E3lXGCHfWe+2ru77ceoidDGNnE82vFj4K/Z\
    OwDR4/Y9vKPyb4c31jcLw77vMYGKmsx38ALlkxvRwB5ns40hjOQ2cviKmjHlw8w8BXIIvnDc+kYpEui7hoxvoaZq+Pe0jvpCRQvr3t56\
    gqCDEUn87vuWoK7F16+wzR9pvwBjVW0kINOm1JTv5Tj/ANciy7b1m2wBvdSrdNrBWDTcGwCQd1wK0sit+wDUwL7anNed6ge2Mi0wONwW\
    ZrTyqkDH4swTAA2Wm/UQYNTimwZ8+1M7+rzSIocdwlDAkQhARkiXA8Gws4VzMcmbGuyGsEw0AqoyFYfmXJ5mKw4N3+5d0wxxNHZExRO5\
    vcb28pzJDE8xYPsU+tRJXDSvAexd2kQBPMjCxGeKmxkumoljgb4SQdsSxnwsz7ZllDPfY1wxwTEjVfDKlA9oixx5T6ogJoEzn2+/ox83\
    jAUdBwOlHOQ/yAN1ps9Q/eM/oPfyDhvnaHwkBhZ7pmyFwmdZ6kpG7APNVyJIJg/hBy+13q+zyYu00yvaDibID9pynmvPRKluiXY1k0yz\
    SlGNMrtC4GKQ6y22DPelSStL32aHzBX6xEAhVmEVI5kzCEsY2gDZZPYC47zLCTtgHzcJ+Th7FzQjoBWUyaFbVfK6zT+N4PuueU6kSxYz\
    Wb2GuKStm2UFAzzl0yIX5ENX+adOIzmeeMKmTK7R2HGjzptFDcZ794ddrJiz3QWVfTkozg26YQz7PF8NPaAiioqI5z+IP8IgF3PPvKlH\
    0D8mHDr3CfA0ArH0UaAOZJkN8TG2yp0XU7DJDb5TXKUQr0eJARC5smqZKmvn0olFQRQHK7S281g0urTjb8nR5vRO+a0wetF0BOIe0uKg\
    r0zC/uJDUUjdi3Nw05cjU0XZYIMcgN206vri1Cls5EbLgm1EMEOmS62zlp3z81cnaozEkKJYb4rw1f5IkVjgC7DIyhK1mCGwD3M4YzQE\
    7q1p0m9cPwx4ZaoRg1qmFg41a8anUI4o1vZ8WZoA48uc40O1yIITEOMuq+XO+N10qn32OVgNVC42519jKj/KNjokjfFI2IlI7YOBDwGr\
    Kr/2VQHTP5NilDdLzT2W0KhU8yxHvdr8G2a7QN7RANUvoBsh2fJ4wn7gUBVWfBV2p9ospEV8SoxU4D2sX8R0Sbu4LqruQ2xPgCyIbojQ\
    kc7f2ym8ZYfDJHNOQK923PIk6Y0Y/jTjlW24hi5IY1dq926dY27dEfmjG2xJGn2/3FH6wTancwjnRfm3MjXkixkKzI+4oq3SVWCQ6D/q\
    kLW8/A
    """
}
